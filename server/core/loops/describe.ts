import { lumpSum } from '../model/claim.ts';
import { ClaimRef } from '../model/ids.ts';
import type { Bottleneck, Weakest } from '../model/loop.ts';
import { BASES, MODALITIES, movesOf, STATUSES } from '../model/registry.ts';
import type { FlowLeg } from './legs.ts';

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

/** The least certain of the legs in each respect. */
export function weakestOf(legs: readonly FlowLeg[]): Weakest {
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

export type Doubt = [
  modality: number,
  status: number,
  basis: number,
  unknownStatus: number,
  unknownSums: number,
];

/** How sure a telling is, as numbers to be compared in turn: the smaller, the surer. */
export function doubt(legs: readonly FlowLeg[]): Doubt {
  const { modality, status, unknownStatus, basis } = weakestOf(legs);
  return [
    MODALITIES.indexOf(modality),
    status === null ? STATUSES.length : STATUSES.indexOf(status),
    BASES.indexOf(basis),
    unknownStatus,
    legs.filter(({ claim }) => lumpSum(claim) === undefined).length,
  ];
}

/** Keys of the claims outside a loop that its legs follow, in the order of the legs. */
export function restsOn(legs: readonly FlowLeg[]): string[] {
  const inside = new Set(legs.map(({ key }) => key));
  return [...new Set(legs.flatMap(({ follows }) => follows))].filter((key) => !inside.has(key));
}
