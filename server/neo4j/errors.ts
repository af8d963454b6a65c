import neo4j, { Neo4jError } from 'neo4j-driver';
import { Fault } from '../core/contract/errors.ts';

/** How long a client should wait before it asks again, in seconds. */
const RETRY_AFTER = 2;

const AWAY = /^(?:Neo\.TransientError\.General\.DatabaseUnavailable|Neo\.ClientError\.Security\.)/;
/** What the driver itself says of a server that is silent, or is no Neo4j; it gives no code for either. */
const NO_ANSWER = /^Connection acquisition timed out|^Server responded HTTP/;
const TIMED_OUT = /^Neo\.(?:ClientError|TransientError)\.Transaction\.TransactionTimedOut/;
/**
 * What Neo4j 5 answers instead where time ran out between a query and the asking for its rows: the transaction is gone, and with it the
 * state in which rows may be asked for (neo4j-java-driver issue 1346). The driver itself never sends one without the other.
 */
const OUT_OF_STATE = /^Message .+ cannot be handled by a session in the READY state/;

/** Whether the database ended a transaction because its time was over, in any of the ways it says so. */
export const timedOut = ({ code, message }: Neo4jError): boolean =>
  TIMED_OUT.test(code) || (code === 'Neo.ClientError.Request.Invalid' && OUT_OF_STATE.test(message));

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
    if (timedOut(error)) return new Fault('timeout', 'The database took too long.', undefined, error);
    // Without credentials that the database takes, it is as good as away; what it said is in the log, not in the answer.
    const silent = error.code === neo4j.error.PROTOCOL_ERROR || NO_ANSWER.test(error.message);
    if (neo4j.isRetryableError(error) || AWAY.test(error.code) || silent) return unavailable(error);
  }
  return new Fault('internal', 'Something went wrong while reading the database.', undefined, error);
}
