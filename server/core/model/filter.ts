import { holds, type Interval, intervalOf } from './dates.ts';
import { claimFacets, entityFacets, type Facet } from './facets.ts';
import { movesOf } from './registry.ts';
import type { StoredClaim, StoredEntity } from './stored.ts';

/** By which date claims are put in time: when they became known, or when they hold. */
export const CLOCKS = ['known', 'holding'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Which claims are left. Whatever is absent asks for nothing. */
export type ClaimFilter = {
  /** Claims with any of these facets are left out, and claims of entities with them. */
  readonly without?: readonly Facet[] | undefined;
  /** Each word stands in what the claim says, or in the names of its ends. */
  readonly text?: string | undefined;
  /** The name of the publisher of one of its sources, or a part of it. */
  readonly publisher?: string | undefined;
  /**
   * Sums that can be in a range. It asks only claims that move money; those whose sum is unknown, or in another currency, pass
   * unless `sum:unknown` is left out.
   */
  readonly sumFrom?: number | undefined;
  readonly sumTo?: number | undefined;
  readonly sumIn?: string | undefined;
  /** Can have been known by a date, or can hold on it: begun, not known to be over, and not called off by then. */
  readonly asOf?: string | undefined;
  readonly asOfBy?: Clock | undefined;
  /** Became known, or happened, within it. Undated ones pass both unless `known:undated` or `holding:undated` is left out. */
  readonly during?: string | undefined;
  readonly duringBy?: Clock | undefined;
};

/** A claim with its ends, as far as they are known. */
export type Subject = {
  readonly claim: StoredClaim;
  readonly from?: StoredEntity | undefined;
  readonly to?: StoredEntity | undefined;
};
type Passes = (subject: Subject) => boolean;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The fiscal year of a claim: that of its parties, where they do not disagree. */
function calendarOf({ from, to }: Subject): number | undefined {
  const year = (of: StoredEntity | undefined) => (of && 'fiscalYearEnd' in of ? of.fiscalYearEnd : undefined);
  const [a, b] = [year(from), year(to)];
  return a !== undefined && b !== undefined && a !== b ? undefined : (a ?? b);
}

/** The days of a claim by a clock; undefined where it is undated. */
export function daysOf(subject: Subject, by: Clock): Interval | undefined {
  const { claim } = subject;
  if (by === 'holding') return holds(claim, calendarOf(subject));
  return claim.knownOn === undefined ? undefined : intervalOf(claim.knownOn, calendarOf(subject));
}

const days = (date: string | undefined, calendar?: number) =>
  date === undefined ? undefined : intervalOf(date, calendar);

/**
 * When a claim is over, by a clock: on which day, and which is the last that it passes for there. By what is known, only being called
 * off ends it. Infinity where it is not known to end.
 */
export function endOf(subject: Subject, by: Clock): { day: number; last: number } {
  const { end, calledOffBy, calledOffOn, calledOffKnownOn } = subject.claim;
  const never = Number.POSITIVE_INFINITY;
  const over = (by === 'holding' ? days(end, calendarOf(subject))?.to : undefined) ?? never;
  const off = calledOffBy
    ? by === 'holding'
      ? days(calledOffOn)?.to
      : days(calledOffKnownOn)?.from
    : undefined;
  return off !== undefined && off <= over ? { day: off, last: off - 1 } : { day: over, last: over };
}

function inTime({ asOf, asOfBy = 'known', during, duringBy = 'holding' }: ClaimFilter): Passes[] {
  const day = days(asOf);
  const span = days(during);
  return [
    ...(day
      ? [
          (subject: Subject) => {
            if (endOf(subject, asOfBy).last < (asOfBy === 'known' ? day.to : day.from)) return false;
            const begun = daysOf(subject, asOfBy);
            return !begun || begun.from <= day.to;
          },
        ]
      : []),
    ...(span
      ? [
          (subject: Subject) => {
            const then = daysOf(subject, duringBy);
            return !then || (then.from <= span.to && then.to >= span.from);
          },
        ]
      : []),
  ];
}

function inRange(filter: ClaimFilter): Passes[] {
  const { sumFrom = 0, sumTo = Number.POSITIVE_INFINITY, sumIn = 'USD', without = [] } = filter;
  if (filter.sumFrom === undefined && filter.sumTo === undefined) return [];
  const unknown = !without.includes('sum:unknown');
  return [
    ({ claim }) => {
      if (movesOf(claim.type) !== 'money') return true;
      const { amount, amountMin, amountMax, currency } = claim;
      if ((amount ?? amountMin ?? amountMax) === undefined || currency !== sumIn) return unknown;
      return (
        (amount ?? amountMin ?? 0) <= sumTo && (amount ?? amountMax ?? Number.POSITIVE_INFINITY) >= sumFrom
      );
    },
  ];
}

const namesOf = (entity: StoredEntity | undefined): string[] =>
  entity ? [entity.nameEn, entity.nameZh, ...entity.aliases] : [];

function inWords({ text, publisher }: ClaimFilter): Passes[] {
  const words = folded(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const house = folded(publisher ?? '').trim();
  return [
    ...(words.length > 0
      ? [
          ({ claim, from, to }: Subject) => {
            const { summaryEn, summaryZh, item, purpose, asStated } = claim;
            const said = [summaryEn, summaryZh, item, purpose, asStated, ...namesOf(from), ...namesOf(to)];
            const all = folded(said.filter(Boolean).join('\n'));
            return words.every((word) => all.includes(word));
          },
        ]
      : []),
    ...(house === ''
      ? []
      : [({ claim }: Subject) => claim.publishers.some((name) => folded(name).includes(house))]),
  ];
}

/** Whether a claim passes a filter. All who filter ask here: the page, both stores. */
export function passerOf(filter: ClaimFilter): Passes {
  // Of very many claims telling all facets takes its time: only those are told that are asked about.
  const ofEnds = new Set<Facet>(filter.without?.filter((facet) => facet.startsWith('class:')));
  const ofClaims = new Set<Facet>(filter.without?.filter((facet) => !facet.startsWith('class:')));
  const kept = (facets: readonly Facet[], without: ReadonlySet<Facet>) =>
    !facets.some((facet) => without.has(facet));
  const passes: Passes[] = [
    ...(ofClaims.size > 0 ? [({ claim }: Subject) => kept(claimFacets(claim), ofClaims)] : []),
    ...(ofEnds.size > 0
      ? [({ from, to }: Subject) => [from, to].every((end) => !end || kept(entityFacets(end), ofEnds))]
      : []),
    ...inTime(filter),
    ...inRange(filter),
    ...inWords(filter),
  ];
  return (subject) => passes.every((pass) => pass(subject));
}

/** Whether it asks for anything. */
export const filters = (filter: ClaimFilter): boolean =>
  (filter.without ?? []).length > 0 ||
  [filter.text, filter.publisher, filter.sumFrom, filter.sumTo, filter.asOf, filter.during].some(
    (value) => value !== undefined,
  );
