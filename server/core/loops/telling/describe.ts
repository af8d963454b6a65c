import { lumpSum } from '../../model/claim.ts';
import { ClaimRef } from '../../model/ids.ts';
import type { Bottleneck, Returned, Weakest } from '../../model/loop.ts';
import { type Doubt, doubtOf } from '../../model/loop-rank.ts';
import { BASES, MODALITIES, movesOf, STATUSES } from '../../model/registry.ts';
import type { FlowLeg } from '../projection/legs.ts';
import { before, type Ordered } from './order.ts';

/** For each currency the smallest known lump sum on the money legs. Currencies are never compared with each other. */
export function bottleneckOf(legs: readonly FlowLeg[]): Bottleneck {
  const money = legs.filter(({ claim }) => movesOf(claim.type) === 'money');
  const least = new Map<string | null, Bottleneck['currencies'][number]>();
  let unknown = 0;
  for (const { claim, key } of money) {
    const atMost = lumpSum(claim);
    if (atMost === undefined) {
      unknown += 1;
      continue;
    }
    const currency = claim.currency ?? null;
    const known = least.get(currency);
    if (!known || atMost < known.atMost)
      least.set(currency, { currency, atMost, claim: ClaimRef.parse(key) });
  }
  return { currencies: [...least.values()], unknown, moneyLegs: money.length };
}

const worst = <T>(scale: readonly T[], values: readonly T[]): T | undefined =>
  scale.findLast((value) => values.includes(value));

/** What of the money put in by the first leg comes back by the last. What cannot have happened in turn brings nothing back. */
export function returnedOf({ order, legs }: Ordered): Returned | null {
  const at = legs.findIndex(({ claim }) => movesOf(claim.type) === 'money');
  const [first, last] = [legs[at], legs.at(at - 1)];
  if (!first || !last || order === 'impossible' || movesOf(last.claim.type) !== 'money') return null;
  const { amount: put, currency } = first.claim;
  const back = last.claim.amount;
  if (!put || back === undefined || currency === undefined || last.claim.currency !== currency) return null;
  return {
    currency,
    put: { claim: ClaimRef.parse(first.key), amount: put },
    back: { claim: ClaimRef.parse(last.key), amount: back },
    share: back / put,
  };
}

/** The least certain of the legs in each respect. */
function leastOf(legs: readonly FlowLeg[]): Omit<Weakest, 'claims'> {
  const statuses = legs.flatMap(({ claim }) => (claim.status === undefined ? [] : [claim.status]));
  return {
    modality:
      worst(
        MODALITIES,
        legs.map(({ claim }) => claim.modality),
      ) ?? 'fact',
    status: worst(STATUSES, statuses) ?? null,
    unknownStatus: legs.length - statuses.length,
    basis:
      worst(
        BASES,
        legs.map(({ claim }) => claim.basis),
      ) ?? 'stated',
  };
}

/** The same with the legs that are the least sure of all. An unknown status is surer than a known one that is not the best. */
export function weakestOf(legs: readonly FlowLeg[]): Weakest {
  const ranks = legs.map((leg) => {
    const { modality, status, basis, unknownStatus } = leastOf([leg]);
    const known = status === null ? 0 : STATUSES.indexOf(status);
    return [MODALITIES.indexOf(modality), known, BASES.indexOf(basis), unknownStatus];
  });
  const worstRank = ranks.reduce((worst, rank) => (before(worst, rank) ? rank : worst), ranks[0] ?? []);
  const alike = legs.filter((_, at) => !before(ranks[at] ?? [], worstRank));
  return { ...leastOf(legs), claims: alike.map(({ key }) => ClaimRef.parse(key)) };
}

/** How sure a telling is, as numbers to be compared in turn: the smaller, the surer. */
export const doubt = (legs: readonly FlowLeg[]): Doubt =>
  doubtOf(leastOf(legs), legs.filter(({ claim }) => lumpSum(claim) === undefined).length);

/** Keys of the claims outside a loop that its legs follow, in the order of the legs. */
export function restsOn(legs: readonly FlowLeg[]): string[] {
  const inside = new Set(legs.map(({ key }) => key));
  return [...new Set(legs.flatMap(({ follows }) => follows))].filter((key) => !inside.has(key));
}
