import { z } from 'zod';
import { holds } from './dates.ts';
import { DatasetId } from './ids.ts';
import {
  BASES,
  CLAIM_TYPE_NAMES,
  GRADES,
  KINDS,
  type Kind,
  MODALITIES,
  MOVES,
  movesOf,
  STATUSES,
} from './registry.ts';
import type { StoredClaim, StoredEntity } from './stored.ts';

/** What an entity is shown as: its kind, with cloud providers told from other companies, as they are the article's subject. */
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

/** How certain a claim is at a glance: `sure`, `pending` or `contested`. */
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

/** Whether a claim moves money and does not say how much. */
export const amountUnknown = (claim: StoredClaim): boolean =>
  movesOf(claim.type) === 'money' && (claim.amount ?? claim.amountMin ?? claim.amountMax) === undefined;

const each = <Dimension extends string, Value extends string>(of: Dimension, values: readonly Value[]) =>
  values.map((value): `${Dimension}:${Value}` => `${of}:${value}`);
const ofClaims = [
  ...each('type', CLAIM_TYPE_NAMES),
  ...each('moves', MOVES),
  ...each('sure', CERTAINTIES),
  ...each('status', [...STATUSES, 'unknown']),
  ...each('modality', MODALITIES),
  ...each('basis', BASES),
  ...each('grade', GRADES),
  ...each('sum', ['unknown']),
  ...each('known', ['undated']),
  ...each('holding', ['undated']),
];

/** What entities and claims can be told apart by, as `dimension:value`. A claim has the facets of its ends, too. */
export const Facet = z.union([
  z.enum([...each('class', NODE_CLASSES), ...ofClaims]),
  z.templateLiteral([z.literal('dataset:'), DatasetId]),
]);
type OneOf<List extends readonly unknown[]> = List[number];
export type Facet = `class:${NodeClass}` | OneOf<typeof ofClaims> | `dataset:${string}`;
export const isFacet = (text: string): text is Facet => Facet.safeParse(text).success;

export const entityFacets = (entity: StoredEntity): Facet[] => [`class:${nodeClass(entity)}`];
/** What a claim says of itself; what its ends are is for who has them. */
export const claimFacets = (claim: StoredClaim): Facet[] => [
  `type:${claim.type}`,
  `moves:${movesOf(claim.type)}`,
  `sure:${certainty(claim)}`,
  `status:${claim.status ?? 'unknown'}`,
  `modality:${claim.modality}`,
  `basis:${claim.basis}`,
  `grade:${claim.grade}`,
  `dataset:${claim.dataset}`,
  ...(amountUnknown(claim) ? (['sum:unknown'] as const) : []),
  ...(claim.knownOn === undefined ? (['known:undated'] as const) : []),
  ...(holds(claim) === undefined ? (['holding:undated'] as const) : []),
];
