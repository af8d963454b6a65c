import { type ClaimType, movesOf } from '../../server/core/model/registry.ts';
import { type NodeClass, nodeClass } from './encode.ts';
import { verbOf } from './format.ts';
import { entityAt, type Graph } from './graph.ts';
import type { Chosen } from './selection.ts';

/** What to select by: a word that is met, and a kind of entity or a type of claim. */
export type Where = {
  readonly text: string;
  readonly kind: 'any' | NodeClass;
  readonly type: '' | ClaimType;
};
export const ANYTHING: Where = { text: '', kind: 'any', type: '' };

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/**
 * Of what is shown, what fits: entities, or where a type of claim is named, claims. Names, other names and summaries are
 * looked through in both languages.
 */
export function matching(graph: Graph, shown: Chosen, { text, kind, type }: Where): Chosen {
  const word = plain(text);
  const met = (texts: readonly string[]): boolean => word === '' || plain(texts.join('\n')).includes(word);
  if (type !== '')
    return {
      entities: [],
      claims: shown.claims.filter((key) => {
        const claim = graph.claims.get(key);
        return claim?.type === type && met([claim.summaryEn, claim.summaryZh, claim.asStated ?? '']);
      }),
    };
  return {
    claims: [],
    entities: shown.entities.filter((key) => {
      const entity = entityAt(graph, key);
      return (
        entity &&
        (kind === 'any' || nodeClass(entity) === kind) &&
        met([entity.nameEn, entity.nameZh, ...entity.aliases, entity.summaryEn, entity.summaryZh])
      );
    }),
  };
}

/** What there is to choose among, in the order of the registry. */
export function choicesIn(graph: Graph, shown: Chosen) {
  const kinds = new Map<NodeClass, number>();
  for (const key of shown.entities) {
    const entity = entityAt(graph, key);
    if (entity) kinds.set(nodeClass(entity), (kinds.get(nodeClass(entity)) ?? 0) + 1);
  }
  const types = new Map<ClaimType, number>();
  for (const key of shown.claims) {
    const claim = graph.claims.get(key);
    if (claim) types.set(claim.type, (types.get(claim.type) ?? 0) + 1);
  }
  const byMoves = (type: ClaimType) => (movesOf(type) === 'nothing' ? 1 : 0);
  return {
    kinds: [...kinds].sort(([, a], [, b]) => b - a),
    types: [...types].sort(
      ([a, x], [b, y]) => byMoves(a) - byMoves(b) || y - x || (verbOf(a, 'en') < verbOf(b, 'en') ? -1 : 1),
    ),
  };
}
