import { lumpSum } from '../../server/core/model/claim.ts';
import type { Facet, NodeClass } from '../../server/core/model/facets.ts';
import { GRADES, type Grade, KINDS, MOVES, type Moves, ROLES } from '../../server/core/model/registry.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';

/** How things are drawn, decided once: the canvas, the legend and the inspector all ask here. */
export * from '../../server/core/model/facets.ts';

/** Whether it says that a deal is off, or was called off. */
export const isOff = ({ status, calledOffBy }: Pick<StoredClaim, 'status' | 'calledOffBy'>): boolean =>
  status === 'cancelled' || calledOffBy !== undefined;

export const THIN = 1.7;
const [LEAST, MOST] = [2.8, 10];

/** Line width of an amount, on a log scale from a million to a trillion. An unknown amount is thin: it must not look large. */
export function widthOf(amount: number | undefined): number {
  if (amount === undefined || amount <= 0) return THIN;
  const share = (Math.log10(amount) - 6) / 6;
  return LEAST + (MOST - LEAST) * Math.min(1, Math.max(0, share));
}

/** The sum a claim is drawn by; a bare lower bound counts for width, though it bounds no loop. */
export const drawnAmount = (claim: StoredClaim): number | undefined => lumpSum(claim) ?? claim.amountMin;

export const MUTES = ['dim', 'hide'] as const;
export type Mute = (typeof MUTES)[number];
/** What the reader has muted: dimmed, or left out. */
export type Muted = { readonly [facet in Facet]?: Mute };

/** The stronger of the mutes that some facets have. */
export function muteOf(muted: Muted, facets: readonly Facet[]): Mute | undefined {
  const found = facets.map((facet) => muted[facet]);
  return found.includes('hide') ? 'hide' : found.includes('dim') ? 'dim' : undefined;
}

/** Shown → dimmed → hidden → shown. */
export function nextMute(muted: Muted, facet: Facet): Muted {
  const { [facet]: now, ...rest } = muted;
  return now === undefined
    ? { ...rest, [facet]: 'dim' }
    : now === 'dim'
      ? { ...rest, [facet]: 'hide' }
      : rest;
}

/** Sources by how near they are to what they tell of, best first, and the letter that marks each. */
export { GRADES, type Grade };
export const GRADE_LETTERS: Readonly<Record<Grade, string>> = { primary: 'A', press: 'B', other: 'C' };

/** What moves, in the order of the registry. */
export const ALL_MOVES: readonly Moves[] = MOVES;

/** What a class of entities is called. */
export function classText(of: NodeClass, lang: 'en' | 'zh'): string {
  return of === 'CloudProvider' ? ROLES.CloudProvider[lang] : KINDS[of][lang];
}
