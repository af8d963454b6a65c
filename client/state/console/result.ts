import {
  BadQuery,
  type CypherEvent,
  type Notice,
  type Place,
  type PlanStep,
  Refused,
} from '../../../server/core/contract/cypher.ts';
import type { CypherValue } from '../../../server/core/cypher/values.ts';
import type { Limits } from './limits.ts';

export type Mode = 'run' | 'explain' | 'profile';
export type Row = readonly CypherValue[];
/** Why a query came to nothing, or to an early end: a code of the API, and what the database itself says. */
export type Failure = {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};
export type Ended = {
  readonly count: number;
  readonly ms: number;
  readonly truncated: boolean;
  readonly reason?: 'rows' | 'bytes' | 'time' | undefined;
};

/**
 * What has come of a query so far. `rows` is one list that grows in place, since a million rows are not to be copied each time more come:
 * `count` says how many there are, and each batch makes a new result around the same list.
 */
export type Result = {
  /** The how many-eth it is since the page was opened. */
  readonly number: number;
  readonly query: string;
  readonly mode: Mode;
  readonly parameters: Readonly<Record<string, CypherValue>>;
  /** How far it may go; what is not named here is the server's to say. */
  readonly limits: Limits;
  readonly phase: 'running' | 'done' | 'cancelled' | 'failed';
  readonly columns: readonly string[];
  readonly rows: Row[];
  readonly count: number;
  readonly notices: readonly Notice[];
  readonly plan: { readonly profiled: boolean; readonly steps: readonly PlanStep[] } | undefined;
  readonly ended: Ended | undefined;
  readonly failure: Failure | undefined;
};

export const begun = (
  asked: Pick<Result, 'number' | 'query' | 'mode' | 'parameters' | 'limits'>,
): Result => ({
  ...asked,
  phase: 'running',
  columns: [],
  rows: [],
  count: 0,
  notices: [],
  plan: undefined,
  ended: undefined,
  failure: undefined,
});

/** The result with what has come since. */
export function taken(result: Result, events: readonly CypherEvent[]): Result {
  let next = result;
  for (const event of events)
    switch (event.type) {
      case 'columns':
        next = { ...next, columns: event.columns };
        break;
      case 'row':
        // The contract leaves values open; the server makes them of this type alone.
        result.rows.push(event.row as Row);
        break;
      case 'notice':
        next = { ...next, notices: [...next.notices, event.notice] };
        break;
      case 'plan':
        next = { ...next, plan: { profiled: event.profiled, steps: event.steps } };
        break;
      case 'end': {
        const { count, ms, truncated, reason } = event;
        next = { ...next, phase: 'done', ended: { count, ms, truncated, reason } };
        break;
      }
    }
  return { ...next, count: result.rows.length };
}

export const failed = (result: Result, failure: Failure): Result => ({
  ...result,
  phase: failure.code === 'cancelled' ? 'cancelled' : 'failed',
  ...(failure.code === 'cancelled' ? {} : { failure }),
});

/** Where in the query it went wrong, and by which code of the database. */
export function faultOf({ code, details }: Failure): {
  place?: Place | undefined;
  code?: string;
  refused?: Refused;
} {
  // Where memory ran out, the database says so itself; where ours is too small for a query, there is no code.
  if (code === 'bad_query' || code === 'too_large') {
    const read = BadQuery.safeParse(details);
    return read.success ? read.data : {};
  }
  if (code === 'refused') {
    const read = Refused.safeParse(details);
    return read.success ? { place: read.data.place, refused: read.data } : {};
  }
  return {};
}

/** What may help: the same again where the connection or the server failed, not where the query did. */
export const worthRepeating = ({ code }: Failure): boolean =>
  ['offline', 'unavailable', 'timeout', 'too_many', 'internal'].includes(code);
