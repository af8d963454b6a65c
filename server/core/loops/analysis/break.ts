import {
  type ClaimType,
  FLOW_TYPES,
  MODALITIES,
  type Modality,
  STATUSES,
  type Status,
} from '../../model/registry.ts';
import { claimNumber, type Projection } from '../projection/flow.ts';
import type { Step } from '../projection/legs.ts';
import { coreFor, type Prepared, prepare } from '../question/prepare.ts';
import type { LoopQuery, LoopRow } from '../question/query.ts';
import { candidateOf, rowOf } from '../telling/rows.ts';
import { Teller } from '../telling/teller.ts';
import type { Stop } from '../walk/walk.ts';

/** What is taken out of the data, as a question: all of it at once. */
export type Removal = {
  /** Keys. */
  claims?: string[] | undefined;
  /** Keys. */
  entities?: string[] | undefined;
  types?: ClaimType[] | undefined;
  /** Claims less sure than this. Where the query says nothing of unknown statuses, those go too. */
  belowStatus?: Status | undefined;
  belowModality?: Modality | undefined;
  implied?: boolean | undefined;
};

export type WhatIf = {
  /** False where it was stopped: the loops that were not come to are in neither list. */
  whole: boolean;
  /** Identities of the loops that go. */
  goes: string[];
  /** Those that stay, told by what is left: perhaps by other claims, or less surely. */
  stays: LoopRow[];
  /** Keys of entities that were in some closed walk of what the query lets be used, of whatever length, and are no longer. */
  entities: string[];
};

const surer = <T>(scale: readonly T[], a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined || b === undefined ? (a ?? b) : scale.indexOf(a) < scale.indexOf(b) ? a : b;

/** The same question of what is left. */
export function queryWithout(query: LoopQuery, removal: Removal): LoopQuery {
  const { types } = removal;
  return {
    ...query,
    withoutClaims: [...(query.withoutClaims ?? []), ...(removal.claims ?? [])],
    avoid: [...(query.avoid ?? []), ...(removal.entities ?? [])],
    types: types ? (query.types ?? FLOW_TYPES).filter((type) => !types.includes(type)) : query.types,
    leastStatus: surer(STATUSES, query.leastStatus, removal.belowStatus),
    leastModality: surer(MODALITIES, query.leastModality, removal.belowModality),
    statedOnly: query.statedOnly || removal.implied,
  };
}

/** The steps of a row, with the claims that may stand for them. */
export const stepsOf = ({ flow, legs }: Prepared, row: LoopRow): Step[] =>
  row.legs.flatMap(({ claim }) => {
    const number = claimNumber(flow, claim);
    return number === undefined ? [] : [legs.step(flow.steps.ofClaim[number] ?? 0)];
  });

const inCore = ({ flow, view }: Prepared): Set<number> => new Set(coreFor(flow, view).vertices);

/**
 * Which of the loops found by a query go when something is taken out. A row goes only if none of its tellings is left: parallel deals
 * and other statements stand in where the rules let them.
 */
export function whatIf(
  projection: Projection,
  query: LoopQuery,
  rows: readonly LoopRow[],
  removal: Removal,
  stop: Stop = () => false,
): WhatIf {
  const before = prepare(projection, query);
  const after = prepare(projection, queryWithout(query, removal));
  const teller = new Teller(after, stop);
  const goes: string[] = [];
  const stays: LoopRow[] = [];
  for (const row of rows) {
    const steps = stepsOf(after, row);
    const left = teller.retell(steps).find(({ exchange }) => exchange === row.exchange);
    if (stop()) break;
    if (left) stays.push(rowOf(candidateOf(left, query), after.rolledEnds));
    else goes.push(row.id);
  }
  const still = inCore(after);
  const entities = [...inCore(before)]
    .filter((entity) => !still.has(entity))
    .flatMap((entity) => before.flow.entities[entity] ?? [])
    .sort();
  return { whole: goes.length + stays.length === rows.length, goes, stays, entities };
}
