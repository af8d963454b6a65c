import type { RestoreEvent, RestoreSummary } from '../../server/core/contract/backup.ts';
import { callEvents } from '../api/events.ts';
import { viewIn } from '../state/store.ts';
import { refresh } from './boot.ts';
import { type Context, say, tell } from './context.ts';
import { codeOf, faultText } from './faults.ts';

/** How a restoring stands: under way, looked through, done, given up, or refused and why. */
export type RestoreNews =
  | { readonly kind: 'doing'; readonly progress: Extract<RestoreEvent, { type: 'progress' }> }
  | { readonly kind: 'asked' | 'done'; readonly summary: RestoreSummary }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly text: string };

/** Without a hash the file is only looked through. */
export async function restore(
  context: Context,
  {
    file,
    expectHash,
    signal,
    hear,
  }: { file: File; expectHash?: string; signal: AbortSignal; hear: (news: RestoreNews) => void },
): Promise<void> {
  const { store, t } = context;
  const dry = expectHash === undefined;
  let wrote = false;
  try {
    const input = dry ? { dryRun: 'true' as const } : { expectHash };
    let summary: RestoreSummary | undefined;
    for await (const events of callEvents('restore', input, signal, file))
      for (const event of events)
        if (event.type === 'end') summary = event;
        else {
          wrote ||= event.dataset !== undefined;
          hear({ kind: 'doing', progress: event });
        }
    if (!summary) return;
    if (!dry) await refresh(context, viewIn(store.getState()).datasets, []);
    hear({ kind: dry ? 'asked' : 'done', summary });
    say(context, t(dry ? 'said.backupRead' : 'said.restored'));
  } catch (thrown) {
    const cancelled = codeOf(thrown) === 'cancelled';
    hear(cancelled ? { kind: 'cancelled' } : { kind: 'refused', text: faultText(t, thrown) });
    // Dataset by dataset: those before the one that was being written are restored.
    if (wrote) {
      tell(context, t('said.restoreStopped'), 'warn');
      await refresh(context, viewIn(store.getState()).datasets, []).catch(() => undefined);
    }
  }
}
