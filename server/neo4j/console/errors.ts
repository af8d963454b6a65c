import { Neo4jError } from 'neo4j-driver';
import { Fault } from '../../core/contract/errors.ts';
import { faultOf, timedOut } from '../errors.ts';
import { placeIn } from './refusals.ts';

const MEMORY = /MemoryPoolOutOfMemory|TransactionOutOfMemory|StackOverFlow/i;
/** Not the database that is away, nor who we are to it. */
const OF_THE_QUERY = /^Neo\.(?:ClientError|DatabaseError)\.(?!Security\.|General\.ForbiddenOnReadOnly)/;
/** `(line 2, column 15 (offset: 22))`, as it stands in the database's messages. */
const PLACE = /\(line (\d+), column (\d+) \(offset: (\d+)\)\)/;

/** What the database has against a query, in its own words, with places as they are in what the reader sent. */
export function queryFault(error: unknown, query: string, before: string): Fault {
  if (!(error instanceof Neo4jError)) return faultOf(error);
  if (timedOut(error)) return new Fault('timeout', 'The query took longer than its time limit.');
  if (MEMORY.test(error.code)) return new Fault('too_large', error.message, { code: error.code });
  if (!OF_THE_QUERY.test(error.code)) return faultOf(error);
  const found = PLACE.exec(error.message);
  const place = found ? placeIn(query, before, Number(found[3])) : undefined;
  const message = error.message.replace(PLACE, () =>
    place ? `(line ${place.line}, column ${place.column} (offset: ${place.offset}))` : '',
  );
  return new Fault('bad_query', message, { code: error.code, ...(place ? { place } : {}) });
}
