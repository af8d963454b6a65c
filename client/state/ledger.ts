import type { StoredClaim, StoredEvidence } from '../../server/core/model/stored.ts';
import type { Loop } from './loops.ts';

/** A row of a loop's ledger: what the loop rests on, its legs in turn, and under each the other statements of it. */
export type LedgerRow = {
  readonly part: 'rests' | 'leg' | 'other';
  /** "R1", "2", "2a". */
  readonly number: string;
  readonly claim: StoredClaim;
  readonly evidence: readonly StoredEvidence[];
};

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + (index % 26));

export const ledgerOf = (loop: Loop): LedgerRow[] => [
  ...loop.restsOn.map(
    ({ claim, evidence }, index): LedgerRow => ({ part: 'rests', number: `R${index + 1}`, claim, evidence }),
  ),
  ...loop.legs.flatMap(({ claim, evidence, alternatives, alternativeEvidence }, index): LedgerRow[] => [
    { part: 'leg', number: `${index + 1}`, claim, evidence },
    ...alternatives.map(
      (other, at): LedgerRow => ({
        part: 'other',
        number: `${index + 1}${letter(at)}`,
        claim: other,
        evidence: alternativeEvidence[at] ?? [],
      }),
    ),
  ]),
];
