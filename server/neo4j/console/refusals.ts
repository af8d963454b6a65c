import type { Place, Refused } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';

/**
 * A place that the database tells of a text that has so many lines and characters before the reader's own. Of some faults it says line 0,
 * which is nowhere.
 */
export function placeIn(query: string, before: string, offset: number): Place | undefined {
  const at = offset - before.length;
  if (at < 0 || at > query.length) return undefined;
  const lines = query.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset: at };
}

/** Why, as a sentence that begins with what is refused. */
const REASONS: Record<Refused['reason'], string> = {
  writes: 'would change data, and the console only reads.',
  commits: 'commit on their own, which only writing needs, and the console only reads.',
  schema: 'would change the schema, and the console only reads.',
  administration: 'administers the database, which the console does not.',
  configuration: 'shows how the database is set up, which the console does not.',
  transactions: 'reaches into the queries of others.',
  files: 'reads files or addresses outside the database.',
  procedure: 'is not among the procedures that the console may call.',
  function: 'is not among the functions that the console may call.',
  database: 'is another database than the one that is served.',
  option: 'is not among the query options that the console may set.',
  operator: 'is a step of the plan that the console does not know to be harmless.',
};

/** The refusal of a query, for what stands at a place in it. */
export function refusal(query: string, reason: Refused['reason'], what: string, at?: number): Fault {
  const place: Place | undefined = at === undefined ? undefined : placeIn(query, '', at);
  const where = place ? ` (line ${place.line}, column ${place.column})` : '';
  const details: Refused = { reason, what, ...(place ? { place } : {}) };
  return new Fault('refused', `${what} ${REASONS[reason]}${where}`, details);
}
