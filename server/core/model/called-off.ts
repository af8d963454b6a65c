import type { Claim } from './claim.ts';
import { intervalOf } from './dates.ts';
import type { ClaimId } from './ids.ts';

/** What a cancellation makes of another claim. */
export type CalledOff = {
  /** The cancellations, the earliest known first. */
  by: ClaimId[];
  /** The day on which the first of them says it ended, or else became known; absent where neither is known. */
  on?: string;
  /** When it first became known. */
  knownOn?: string;
};

type Part = Pick<
  Claim,
  'id' | 'type' | 'from' | 'to' | 'deal' | 'status' | 'contradicts' | 'start' | 'end' | 'knownOn'
>;

const leg = ({ deal, type, from, to }: Part): string | undefined =>
  deal === undefined ? undefined : `${deal} ${type} ${from} ${to}`;
const known = ({ knownOn }: Part) => (knownOn === undefined ? undefined : intervalOf(knownOn));
/** The earliest of some dates. */
const earliest = (dates: readonly (string | undefined)[]): string | undefined =>
  dates
    .flatMap((date) => (date === undefined ? [] : [{ date, from: intervalOf(date)?.from ?? Infinity }]))
    .sort((a, b) => a.from - b.from)[0]?.date;

/** Whether one claim is known to have been said after the other: all that its date may be is later. */
function later(a: Part, b: Part): boolean {
  const [x, y] = [known(a), known(b)];
  return x !== undefined && y !== undefined && x.from > y.to;
}
/** Whether one claim can be said to stand before the other: both dated, and not after it. */
const notAfter = (a: Part, b: Part): boolean =>
  known(a) !== undefined && known(b) !== undefined && !later(a, b);

/**
 * Which claims of a dataset later ones call off, by id. A claim with the status `cancelled` calls off
 *
 * 1. what it contradicts, unless that was said later (a deal taken up again, or the report denied);
 * 2. what was said until then of the same leg of the same deal, unless that is closed: what has been paid is not undone by it;
 * 3. what is said later of that leg against a claim that it calls off: it speaks of the deal that is off, and does not open it again.
 *
 * Nothing else does, and nothing does in another dataset. A claim that only contradicts another has another figure or view of it; both stand.
 * The claims are gone through twice; only what cancellations can be about is kept, and `dated`: with the day on which it became known.
 */
export function calledOff<C extends Part>(
  claims: Iterable<C>,
  dated: (claim: C) => Part = (claim) => claim,
): Map<ClaimId, CalledOff> {
  const cancellations: Part[] = [];
  for (const claim of claims) if (claim.status === 'cancelled') cancellations.push(dated(claim));
  if (cancellations.length === 0) return new Map();
  const byId = new Map<string, Part | undefined>(
    cancellations.flatMap(({ contradicts = [] }) => contradicts.map((id) => [id, undefined])),
  );
  const byLeg = new Map<string | undefined, Part[]>(cancellations.map((claim) => [leg(claim), []]));
  byLeg.delete(undefined);
  for (const claim of claims) {
    const [named, alike] = [byId.has(claim.id), byLeg.get(leg(claim))];
    if (!named && !alike) continue;
    const one = dated(claim);
    if (named) byId.set(claim.id, one);
    alike?.push(one);
  }
  const by = new Map<ClaimId, Part[]>();
  cancellations.sort(
    (a, b) => (known(a)?.from ?? Infinity) - (known(b)?.from ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  for (const cancellation of cancellations) {
    const said = (byLeg.get(leg(cancellation)) ?? []).filter(({ status }) => status !== 'closed');
    const off = new Set([
      ...(cancellation.contradicts ?? [])
        .flatMap((id) => byId.get(id) ?? [])
        .filter((claim) => !later(claim, cancellation)),
      ...said.filter((claim) => notAfter(claim, cancellation)),
    ]);
    const ids = new Set<string>([...off].map(({ id }) => id));
    const echoes = said.filter(
      (claim) => later(claim, cancellation) && claim.contradicts?.some((id) => ids.has(id)),
    );
    for (const claim of [...off, ...echoes])
      if (claim.status !== 'cancelled') by.set(claim.id, [...(by.get(claim.id) ?? []), cancellation]);
  }
  return new Map(
    [...by].map(([id, theirs]) => {
      const on = earliest(theirs.map(({ start, end, knownOn }) => end ?? start ?? knownOn));
      const knownOn = earliest(theirs.map((claim) => claim.knownOn));
      return [
        id,
        {
          by: theirs.map((claim) => claim.id),
          ...(on === undefined ? {} : { on }),
          ...(knownOn === undefined ? {} : { knownOn }),
        },
      ];
    }),
  );
}
