import type { FlowClaim, LoopQuery } from '../../../../server/core/loops/index.ts';
import { holds, type Interval, intervalOf } from '../../../../server/core/model/dates.ts';
import {
  CLAIM_TYPES,
  FLOW_TYPES,
  MODALITIES,
  movesOf,
  STATUSES,
} from '../../../../server/core/model/registry.ts';

/** The constraints of a query as they are told to people, one after the other, on whole tellings: slow, and plain to read. */

const dated = (claim: FlowClaim): Interval | undefined => {
  const when = holds(claim);
  return when?.orders ? when : undefined;
};
const sumOf = ({ amount, amountMax }: FlowClaim): number | undefined => amount ?? amountMax;

export function claimPasses(claim: FlowClaim, query: LoopQuery): boolean {
  const unknown = query.unknown ?? [];
  const short = (key: string): string => key.slice(key.indexOf(':') + 1);
  if (query.types && !query.types.includes(claim.type)) return false;
  if ((query.avoid ?? []).some((key) => [claim.from, claim.to].some((end) => end === short(key))))
    return false;
  if ((query.withoutClaims ?? []).some((key) => claim.id === short(key))) return false;
  if (query.leastModality && MODALITIES.indexOf(claim.modality) > MODALITIES.indexOf(query.leastModality))
    return false;
  if (query.leastStatus) {
    if (claim.status === undefined && !unknown.includes('status')) return false;
    if (claim.status && STATUSES.indexOf(claim.status) > STATUSES.indexOf(query.leastStatus)) return false;
  }
  if (query.statedOnly && claim.basis !== 'stated') return false;
  if (!query.asOf && !query.calledOff && claim.calledOffBy) return false;
  if (query.asOf) {
    const day = intervalOf(query.asOf.date);
    if (!day) throw new Error('no date');
    const { calledOffOn, calledOffKnownOn } = claim;
    const off = query.asOf.by === 'known' ? calledOffKnownOn : calledOffOn;
    const since = off === undefined ? undefined : intervalOf(off);
    if (since && (query.asOf.by === 'known' ? since.from <= day.to : since.to <= day.from)) return false;
    const known = claim.knownOn === undefined ? undefined : intervalOf(claim.knownOn);
    const begins = query.asOf.by === 'known' ? known : holds(claim);
    if (!begins) return unknown.includes('date');
    if (begins.from > day.to) return false;
    const over = claim.end === undefined ? undefined : intervalOf(claim.end);
    if (query.asOf.by === 'holding' && over && over.to < day.from) return false;
  }
  return true;
}

/** Whether legs in this turn are known to have happened so, cannot have, or neither. */
function turn(legs: FlowClaim[], all: FlowClaim[]): 'ordered' | 'impossible' | 'undated' {
  const after = (leg: FlowClaim): Set<string> => {
    const keys = new Set<string>(leg.follows);
    for (const key of keys) for (const id of all.find(({ id }) => id === key)?.follows ?? []) keys.add(id);
    return keys;
  };
  for (const [at, early] of legs.entries())
    for (const late of legs.slice(at + 1)) {
      if (after(early).has(late.id)) return 'impossible';
      const [a, b] = [dated(early), dated(late)];
      if (a && b && a.from > b.to) return 'impossible';
    }
  const known = legs.slice(1).every((leg, at) => {
    const before = legs[at];
    return before && (after(leg).has(before.id) || (dated(leg) && dated(before)));
  });
  return known ? 'ordered' : 'undated';
}

const rotations = <T>(list: T[]): T[][] => list.map((_, at) => [...list.slice(at), ...list.slice(0, at)]);

const letterOf = (type: string): string => String.fromCharCode(65 + Object.keys(CLAIM_TYPES).indexOf(type));
/** The pattern as a regular expression on letters: another reader of the same language. */
function expressionOf(pattern: string): RegExp {
  const letters = pattern.replace(/[A-Za-z_]+/g, (name) => {
    const types = FLOW_TYPES.filter((type) => name === 'any' || type === name || movesOf(type) === name);
    return `[${types.map(letterOf).join('')}]`;
  });
  return new RegExp(`^(?:${letters.replace(/\s/g, '')})$`);
}

export function tellingPasses(round: FlowClaim[], all: FlowClaim[], query: LoopQuery): boolean {
  const unknown = query.unknown ?? [];
  if (query.pattern !== undefined) {
    const expression = expressionOf(query.pattern);
    const words = rotations(round.map(({ type }) => letterOf(type)));
    if (!words.some((word) => expression.test(word.join('')))) return false;
  }
  if (query.leastBottleneck) {
    const money = round.filter(({ type }) => movesOf(type) === 'money');
    if (money.length === 0 && !unknown.includes('amount')) return false;
    for (const claim of money) {
      const least = query.leastBottleneck.filter(({ currency }) => currency === (claim.currency ?? null));
      const sum = sumOf(claim);
      if (sum === undefined || least.length === 0) {
        if (!unknown.includes('amount')) return false;
      } else if (least.some(({ amount }) => sum < amount)) return false;
    }
  }
  if (query.time?.mode === 'window') {
    const whens = round.map(dated);
    if (whens.includes(undefined) && !unknown.includes('date')) return false;
    const { days } = query.time;
    if (whens.some((a) => whens.some((b) => a && b && a.from - b.to > days))) return false;
  }
  if (query.time?.mode === 'ordered') {
    const turns = rotations(round).map((legs) => turn(legs, all));
    if (turns.includes('ordered')) return true;
    return unknown.includes('date') && turns.includes('undated');
  }
  return true;
}
