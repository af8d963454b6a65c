import { lumpSum } from '../../server/core/model/claim.ts';
import {
  GRADES,
  type Grade,
  KINDS,
  type Kind,
  MOVES,
  type Moves,
  movesOf,
  ROLES,
} from '../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';

/** How things are drawn, decided once: the canvas, the legend and the inspector all ask here. */

/** What an entity is drawn as: its kind, with cloud providers told from other companies, as they are the article's subject. */
export type NodeClass = Kind | 'CloudProvider';
const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);
export const NODE_CLASSES: readonly NodeClass[] = [
  'Company',
  'CloudProvider',
  ...Object.keys(KINDS)
    .filter(isKind)
    .filter((kind) => kind !== 'Company'),
];

export const nodeClass = (entity: StoredEntity): NodeClass =>
  entity.kind === 'Company' && entity.roles.includes('CloudProvider') ? 'CloudProvider' : entity.kind;

/** Line styles: `sure` is drawn solid, `pending` dashed, `contested` dotted. */
export const CERTAINTIES = ['sure', 'pending', 'contested'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** How certain a claim is: the least certain of what its modality and its status say. */
export function certainty(claim: Pick<StoredClaim, 'modality' | 'status'>): Certainty {
  if (claim.modality === 'opinion' || claim.modality === 'allegation') return 'contested';
  if (claim.modality === 'forecast' || claim.modality === 'estimate') return 'pending';
  if (claim.status === 'proposed' || claim.status === 'intended' || claim.status === 'cancelled')
    return 'pending';
  return 'sure';
}

export const THIN = 1.7;
const [LEAST, MOST] = [2.8, 10];

/** Line width of an amount, on a log scale from a million to a trillion. An unknown amount is thin: it must not look large. */
export function widthOf(amount: number | undefined): number {
  if (amount === undefined || amount <= 0) return THIN;
  const share = (Math.log10(amount) - 6) / 6;
  return LEAST + (MOST - LEAST) * Math.min(1, Math.max(0, share));
}

/** Whether a claim moves money and does not say how much: these carry the "?" mark. */
export const amountUnknown = (claim: StoredClaim): boolean =>
  movesOf(claim.type) === 'money' && lumpSum(claim) === undefined && claim.amountMin === undefined;

/** The sum a claim is drawn by; a bare lower bound counts for width, though it bounds no loop. */
export const drawnAmount = (claim: StoredClaim): number | undefined => lumpSum(claim) ?? claim.amountMin;

/** A thing that the legend lists and can mute. */
export type Facet =
  | `class:${NodeClass}`
  | `moves:${Moves}`
  | `sure:${Certainty}`
  | `grade:${Grade}`
  | 'basis:implied';
export const MUTES = ['dim', 'hide'] as const;
export type Mute = (typeof MUTES)[number];
/** What the reader has muted in the legend. */
export type Muted = { readonly [facet in Facet]?: Mute };

export const entityFacets = (entity: StoredEntity): Facet[] => [`class:${nodeClass(entity)}`];
export const claimFacets = (claim: StoredClaim): Facet[] => [
  `moves:${movesOf(claim.type)}`,
  `sure:${certainty(claim)}`,
  `grade:${claim.grade}`,
  ...(claim.basis === 'implied' ? (['basis:implied'] as const) : []),
];

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

export type LegendCounts = ReadonlyMap<Facet, number>;

/** How many of what is on the canvas each legend entry stands for. */
export function countFacets(entities: readonly StoredEntity[], claims: readonly StoredClaim[]): LegendCounts {
  const counts = new Map<Facet, number>();
  for (const facet of [...entities.flatMap(entityFacets), ...claims.flatMap(claimFacets)])
    counts.set(facet, (counts.get(facet) ?? 0) + 1);
  return counts;
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
