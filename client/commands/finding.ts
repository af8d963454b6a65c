import { FileCode2, FolderOpen } from 'lucide-react';
import { readParts, writeParts } from '../state/address.ts';
import { type FindingOf, findingFor } from '../state/exporting.ts';
import { changedSince, findingIn } from '../state/finding.ts';
import { chooseFile } from './choose-file.ts';
import { type Context, command, tell } from './context.ts';
import { saveFrom } from './export.ts';
import { go } from './places.ts';

/** Larger than any finding that we make: nothing beyond it is read. */
const MOST_BYTES = 100_000_000;

type Asked = { of: FindingOf; title: string; question: string; signal: AbortSignal };

function saveFinding(context: Context, { of, title, question, signal }: Asked): Promise<void> {
  const state = context.store.getState();
  const { held, view } = findingFor(state, of);
  return saveFrom(context, () =>
    context.files(
      'finding',
      {
        entities: [...held.entities],
        claims: [...held.claims],
        datasets: [...view.datasets],
        title,
        question,
        lang: state.prefs.lang,
        view: { format: 1, parts: writeParts(view, { datasets: [], places: {} }) },
      },
      signal,
    ),
  );
}

/** Gives the view of a finding back, on the data that is served now, and says where that is other data. */
export async function openFinding(context: Context, file: File): Promise<void> {
  const { store, t } = context;
  const found = file.size > MOST_BYTES ? undefined : findingIn(await file.text());
  if (!found) {
    tell(context, t('said.noFinding', { name: file.name }), 'warn');
    return;
  }
  const before = store.getState().notice;
  await go(
    context,
    { lang: found.lang, ...readParts(found.view.parts) },
    { command: 'openFinding', subject: found.title },
  );
  const differs = changedSince(found, store.getState().served).map(({ id, kind, was, is = '' }) =>
    t(`finding.${kind}`, { id, was, is }),
  );
  if (differs.length > 0) tell(context, t('said.findingChanged', { list: differs.join(' ') }), 'warn');
  // What else there is to be said of it is said already.
  else if (store.getState().notice === before) tell(context, t('said.findingSame', { title: found.title }));
}

export const findingCommands = {
  saveFinding: command<Asked>({
    group: 'edit',
    label: 'command.saveFinding',
    icon: FileCode2,
    run: saveFinding,
  }),
  openFinding: command({
    group: 'edit',
    label: 'command.openFinding',
    icon: FolderOpen,
    enabled: ({ served, finding }) => served.length > 0 && finding === undefined,
    run: (context) =>
      chooseFile('.html,text/html', (file) => void openFinding(context, file).catch(reportError)),
  }),
};
