import type { SavedEntry } from '../../server/core/model/saved.ts';
import { readParts, writeParts } from '../state/address.ts';
import { viewIn } from '../state/store.ts';
import { type Context, say, tell } from './context.ts';
import { faultText } from './faults.ts';
import { go, partsOf } from './places.ts';

/** What the commands of saved views do; loaded with the first of them. */

/** An id that nobody else makes up, in an insecure context too. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Does it, reads the list again, says what was done; a refusal is told. */
async function write(context: Context, done: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    await context.queries.invalidateQueries({ queryKey: ['saved', 'view'] });
    say(context, done);
  } catch (thrown) {
    tell(context, faultText(context.t, thrown), 'warn');
  }
}

/** Everything is spelt out: what a fresh start shows may change. */
const bodyOf = ({ store }: Context) => ({
  format: 1 as const,
  parts: writeParts(viewIn(store.getState()), { datasets: [], places: {} }),
});

/** Under the id of one that is there it takes its place. */
export const save = (
  context: Context,
  { name, id = newId() }: { name: string; id?: string },
): Promise<void> =>
  write(context, context.t('said.viewSaved', { name }), () =>
    context.api('save', { kind: 'view', id, name, body: bodyOf(context) }),
  );

export async function open(context: Context, { id, name }: SavedEntry): Promise<void> {
  try {
    const { body } = await context.api('saved', { kind: 'view', id });
    context.store.setState({ dialog: undefined });
    await go(context, readParts(partsOf(body)), { command: 'openView', subject: name });
    say(context, context.t('said.viewOpened', { name }));
  } catch (thrown) {
    tell(context, faultText(context.t, thrown), 'warn');
  }
}

async function copy(context: Context, from: SavedEntry, to: { id: string; name: string }): Promise<unknown> {
  const { body } = await context.api('saved', { kind: 'view', id: from.id });
  return context.api('save', { kind: 'view', ...to, body });
}

export const rename = (context: Context, { entry, name }: { entry: SavedEntry; name: string }) =>
  write(context, context.t('said.viewRenamed', { name }), () => copy(context, entry, { id: entry.id, name }));

export function duplicate(context: Context, entry: SavedEntry): Promise<void> {
  const name = context.t('views.copyOf', { name: entry.name }).slice(0, 120);
  return write(context, context.t('said.viewSaved', { name }), () =>
    copy(context, entry, { id: newId(), name }),
  );
}

export const remove = (context: Context, { id, name }: SavedEntry): Promise<void> =>
  write(context, context.t('said.viewRemoved', { name }), () =>
    context.api('savedRemove', { kind: 'view', id }),
  );

export const restore = (context: Context, { id, name }: SavedEntry): Promise<void> =>
  write(context, context.t('said.viewSaved', { name }), () =>
    context.api('savedRestore', { kind: 'view', id }),
  );
