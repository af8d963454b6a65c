import { Mapping } from '../../server/core/model/mapping.ts';
import type { SavedEntry } from '../../server/core/model/saved.ts';
import { readAs, wholeOf } from '../state/importing/reading.ts';
import { type Context, tell } from './context.ts';
import { faultText } from './faults.ts';
import { importOf } from './import-session.ts';
import { queriesOf } from './queries.ts';
import { newId } from './saved-views.ts';

/** Does it, reads the list again, says what was done; a refusal is told. */
async function write(context: Context, done: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    await context.queries.invalidateQueries(queriesOf(context.api).saved('mapping'));
    tell(context, done);
  } catch (thrown) {
    tell(context, faultText(context.t, thrown), 'warn');
  }
}

/** Keeps how the file is read, under a name. What has that name already is replaced. */
export async function saveMapping(context: Context, name: string): Promise<void> {
  const { api, queries, t } = context;
  const body = wholeOf(importOf(context).store.getState().reading);
  await write(context, t('said.mappingSaved', { name }), async () => {
    const there = await queries.fetchQuery(queriesOf(api).saved('mapping'));
    const id = there.find((entry) => entry.name === name)?.id ?? newId();
    await api('save', { kind: 'mapping', id, name, body });
  });
}

/** Reads the file as was kept, and looks at it anew. */
export async function takeMapping(context: Context, { id, name }: SavedEntry): Promise<void> {
  const session = importOf(context);
  try {
    const { body } = await context.api('saved', { kind: 'mapping', id });
    session.read(readAs(Mapping.parse(body)));
    await session.check();
    tell(context, context.t('said.mappingTaken', { name }));
  } catch (thrown) {
    tell(context, faultText(context.t, thrown), 'warn');
  }
}

export const restoreMapping = (context: Context, { id, name }: SavedEntry): Promise<void> =>
  write(context, context.t('said.mappingSaved', { name }), () =>
    context.api('savedRestore', { kind: 'mapping', id }),
  );

export const removeMapping = (context: Context, { id, name }: SavedEntry): Promise<void> =>
  write(context, context.t('said.mappingRemoved', { name }), () =>
    context.api('savedRemove', { kind: 'mapping', id }),
  );
