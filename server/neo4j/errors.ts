import neo4j, { Neo4jError } from 'neo4j-driver';
import { Fault } from '../core/contract/errors.ts';

/** How long a client should wait before it asks again, in seconds. */
const RETRY_AFTER = 2;

const AWAY = /^(?:Neo\.TransientError\.General\.DatabaseUnavailable|Neo\.ClientError\.Security\.)/;
/** What the driver itself says of a server that is silent, or is no Neo4j; it gives no code for either. */
const NO_ANSWER = /^Connection acquisition timed out|^Server responded HTTP/;
const TIMED_OUT = /^Neo\.(?:ClientError|TransientError)\.Transaction\.TransactionTimedOut/;

export const unavailable = (cause?: unknown): Fault =>
  new Fault(
    'unavailable',
    'The database does not answer. Try again in a moment.',
    { retryAfterSeconds: RETRY_AFTER },
    cause,
  );

/** A driver's error as one that the reader may see: the database is away, it took too long, or it is our own mistake. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof Neo4jError) {
    if (TIMED_OUT.test(error.code))
      return new Fault('timeout', 'The database took too long.', undefined, error);
    // Without credentials that the database takes, it is as good as away; what it said is in the log, not in the answer.
    const silent = error.code === neo4j.error.PROTOCOL_ERROR || NO_ANSWER.test(error.message);
    if (neo4j.isRetryableError(error) || AWAY.test(error.code) || silent) return unavailable(error);
  }
  return new Fault('internal', 'Something went wrong while reading the database.', undefined, error);
}
