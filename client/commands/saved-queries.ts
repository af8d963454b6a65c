import type { CypherValue } from '../../server/core/cypher/values.ts';
import { parametersOf } from '../state/console/parameters.ts';
import type { SavedQuery } from '../state/console/store.ts';
import { consoleOf } from './console-session.ts';
import { type Context, tell } from './context.ts';
import { codeOf, faultText } from './faults.ts';

const tellFault = (context: Context, thrown: unknown): void =>
  tell(
    context,
    codeOf(thrown) === 'forbidden' ? context.t('console.save.forbidden') : faultText(context.t, thrown),
    'warn',
  );

const reread = ({ queries }: Context, kind: SavedQuery['kind']) =>
  queries.invalidateQueries({ queryKey: ['saved', kind] });

/** Saves what stands in the editor. What has that name already is replaced. */
export async function saveQuery(context: Context, name: string): Promise<void> {
  const { api, t } = context;
  const { text, names, entries } = consoleOf(context).store.getState();
  try {
    const { saved } = await api('savedList', { kind: 'query', limit: 200 });
    const same = saved.find((entry) => entry.name === name.trim());
    await api('save', {
      kind: 'query',
      id: same?.id ?? crypto.randomUUID(),
      name,
      body: { query: text, parameters: parametersOf(names, entries).values },
    });
    await reread(context, 'query');
    tell(context, t(same ? 'console.save.replaced' : 'console.save.did', { name: name.trim() }));
  } catch (thrown) {
    tellFault(context, thrown);
  }
}

export async function takeQuery(context: Context, { kind, id }: SavedQuery): Promise<void> {
  try {
    const { body } = await context.api('saved', { kind, id });
    // The server holds what it keeps under these kinds to this shape.
    const { query, parameters } = body as { query: string; parameters: Record<string, CypherValue> };
    consoleOf(context).take(query, parameters);
  } catch (thrown) {
    tellFault(context, thrown);
  }
}

export async function removeQuery(context: Context, { kind, id }: SavedQuery): Promise<void> {
  try {
    await context.api('savedRemove', { kind, id });
  } catch (thrown) {
    tellFault(context, thrown);
    await reread(context, kind);
  }
}

export async function restoreQuery(context: Context, { kind, id }: SavedQuery): Promise<void> {
  try {
    await context.api('savedRestore', { kind, id });
  } catch (thrown) {
    tellFault(context, thrown);
  }
  await reread(context, kind);
}
