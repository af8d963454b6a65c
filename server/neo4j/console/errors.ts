import { Neo4jError } from 'neo4j-driver';
import type { Place } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import { faultOf } from '../errors.ts';

const MEMORY = /MemoryPoolOutOfMemory|TransactionOutOfMemory|StackOverFlow/i;
const TIMED_OUT = /TransactionTimedOut/;
/** `(line 2, column 15 (offset: 22))`, as it stands in the database's messages. */
const PLACE = /\(line (\d+), column (\d+) \(offset: (\d+)\)\)/;

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

/** What the database has against a query, in its own words, with places as they are in what the reader sent. */
export function queryFault(error: unknown, query: string, before: string): Fault {
  if (!(error instanceof Neo4jError)) return faultOf(error);
  if (TIMED_OUT.test(error.code)) return new Fault('timeout', 'The query took longer than its time limit.');
  if (MEMORY.test(error.code)) return new Fault('too_large', error.message, { code: error.code });
  if (!error.code.startsWith('Neo.ClientError.') || error.code.startsWith('Neo.ClientError.Security.'))
    return faultOf(error);
  const found = PLACE.exec(error.message);
  const place = found ? placeIn(query, before, Number(found[3])) : undefined;
  const message = error.message.replace(PLACE, () =>
    place ? `(line ${place.line}, column ${place.column} (offset: ${place.offset}))` : '',
  );
  return new Fault('bad_query', message, { code: error.code, ...(place ? { place } : {}) });
}
