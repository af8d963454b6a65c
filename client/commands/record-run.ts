import type { CypherValue } from '../../server/core/cypher/values.ts';
import { nameFor } from '../state/console/query-text.ts';
import type { Context } from './context.ts';

type Run = { readonly query: string; readonly parameters: Readonly<Record<string, CypherValue>> };

let last = '';

/** Puts a query into the history, on the server. The same one run again and again is one entry; where nothing may be saved, there is none. */
export async function recordRun({ api, queries }: Context, run: Run): Promise<void> {
  const text = JSON.stringify(run);
  if (text === last) return;
  last = text;
  try {
    await api('save', { kind: 'run', id: crypto.randomUUID(), name: nameFor(run.query), body: run });
    await queries.invalidateQueries({ queryKey: ['saved', 'run'] });
  } catch {
    last = '';
  }
}
