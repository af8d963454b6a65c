import { shortHash } from '../formats/canonical.ts';
import type { Bottleneck, Order, Reading, Weakest } from '../model/loop.ts';
import type { Moves } from '../model/registry.ts';
import { addTellings, type Tellings } from './combinations.ts';
import { bottleneckOf, restsOn, weakestOf } from './describe.ts';
import { flowOf, type Projection } from './flow.ts';
import { before } from './order.ts';
import { closedWalks, type Stop } from './search.ts';

export type { FlowClaim, Projection } from './flow.ts';

export type LoopQuery = {
  reading: Reading;
  /** Legs, from 2. */
  minLength: number;
  maxLength: number;
  /** Keys of entities that a loop must all pass through. */
  through?: string[] | undefined;
  moves?: Moves[] | undefined;
  exchanges: 'exclude' | 'include';
  limit: number;
};

/** A row of the list: one loop, by keys of claims; the caller adds the claims themselves and their evidence. */
export type LoopRow = {
  id: string;
  reading: Reading;
  length: number;
  exchange: boolean;
  legs: { claim: string; alternatives: string[] }[];
  combinations: number;
  bottleneck: Bottleneck;
  order: Order;
  weakest: Weakest;
  restsOn: string[];
};

export type LoopRows = { rows: LoopRow[]; truncated: boolean; reason?: 'limit' | 'time' | 'combinations' };

/** How many rows are held to be ranked before the list is cut to what was asked for. */
const MAX_ROWS = 20_000;

function rowOf(set: string, tellings: Tellings): LoopRow {
  const { legs, order } = tellings.best;
  const alternatives = new Map<string, string[]>();
  for (const choice of tellings.choices.values()) {
    const keys = [...choice].map(({ key }) => key);
    for (const key of keys)
      alternatives.set(
        key,
        keys.filter((other) => other !== key),
      );
  }
  const entities = new Set(legs.map(({ claim }) => `${claim.dataset}:${claim.from}`));
  return {
    id: shortHash(set),
    reading: entities.size === legs.length ? 'elementary' : 'trail',
    length: legs.length,
    exchange: tellings.exchange,
    legs: legs.map(({ key }) => ({ claim: key, alternatives: alternatives.get(key) ?? [] })),
    combinations: tellings.count,
    bottleneck: bottleneckOf(legs),
    order,
    weakest: weakestOf(legs),
    restsOn: restsOn(legs),
  };
}

/**
 * Finds the loops of a projection, surest first: by order, then certainty, then length.
 * `stop` ends the search early; what was found until then is given, with `truncated`.
 */
export function findLoops(projection: Projection, query: LoopQuery, stop: Stop = () => false): LoopRows {
  const flow = flowOf(projection, query.moves);
  const through = (query.through ?? []).map((key) => flow.numbers.get(key));
  // An entity outside the value flow is in no loop.
  if (through.includes(undefined)) return { rows: [], truncated: false };
  const found = new Map<string, Tellings>();
  let reason: LoopRows['reason'];
  const halt: Stop = () => {
    if (reason === undefined && stop()) reason = 'time';
    return reason === 'time';
  };
  for (const walk of closedWalks(flow, query, halt)) {
    if (!through.every((entity) => walk.some(({ from }) => from === entity))) continue;
    if (found.size >= MAX_ROWS) {
      reason = 'limit';
      break;
    }
    if (!addTellings(walk, found)) reason ??= 'combinations';
  }
  const ranked = [...found]
    .filter(([, { exchange }]) => !exchange || query.exchanges === 'include')
    .map(([set, tellings]) => ({ row: rowOf(set, tellings), rank: tellings.rank }))
    .sort((a, b) => {
      const [x, y] = [
        [...a.rank, a.row.length],
        [...b.rank, b.row.length],
      ];
      return before(x, y) ? -1 : before(y, x) ? 1 : a.row.id < b.row.id ? -1 : 1;
    });
  if (ranked.length > query.limit) reason ??= 'limit';
  const rows = ranked.slice(0, query.limit).map(({ row }) => row);
  return reason === undefined ? { rows, truncated: false } : { rows, truncated: true, reason };
}
