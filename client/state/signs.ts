import type { StoredClaim } from '../../server/core/model/stored.ts';
import { CROWD, dealOf, type Lines, strandsOf } from './bundles.ts';
import { contradict } from './contradictions.ts';
import { claimKey, claimsAmong, fromKey, type Graph, toKey } from './graph.ts';
import type { Note } from './notes.ts';

/** What stands beside names and figures on the canvas: several claims, several statements of one deal, sources that disagree, a note. */
export const SIGNS = { several: '×', statements: '≡', disagree: '≠', note: '※' } as const;
export type Sign = keyof typeof SIGNS;

/** Of more claims than this between the same two nobody is told whether any two disagree: it would take too long. */
const CLOSELY = 40;

/** Keys of claims that say otherwise than another between the same two. */
export function doubtedIn(graph: Pick<Graph, 'same'>, claims: readonly StoredClaim[]): ReadonlySet<string> {
  const pairs = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const pair = [fromKey(graph, claim), toKey(graph, claim)].sort().join(' ');
    const together = pairs.get(pair);
    if (together) together.push(claim);
    else pairs.set(pair, [claim]);
  }
  const doubted = new Set<string>();
  for (const together of pairs.values())
    if (together.length > 1 && together.length <= CLOSELY)
      for (const [index, a] of together.entries())
        for (const b of together.slice(index + 1))
          if (contradict(graph, a, b)) doubted.add(claimKey(a)).add(claimKey(b));
  return doubted;
}

/** Whether several claims are statements of one deal. */
export function ofOneDeal(claims: readonly StoredClaim[]): boolean {
  const deals = new Set(claims.map(dealOf));
  return claims.length > 1 && deals.size === 1 && !deals.has(undefined);
}

/** Keys of entities, and of claims and bundles, that have a note. */
export function notedIn(notes: readonly Note[]): {
  readonly entities: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
} {
  const of = (...kinds: string[]) =>
    new Set(notes.flatMap(({ on }) => ('kind' in on && kinds.includes(on.kind) ? [on.key] : [])));
  return { entities: of('entity'), lines: of('claim', 'bundle') };
}

type Seen = {
  readonly lines: Lines;
  readonly notes: readonly Note[];
  readonly placed: Readonly<Record<string, unknown>>;
};
/** The signs that stand on the canvas, for the legend. On the lines of a crowd stands none. */
export function signsIn(graph: Graph, view: Seen, left: readonly StoredClaim[]): ReadonlySet<Sign> {
  const found = new Set<Sign>();
  const all = claimsAmong(graph, new Set(Object.keys(view.placed)));
  const strands = strandsOf(graph, all, new Set(), view.lines);
  const noted = notedIn(view.notes);
  if (Object.keys(view.placed).some((key) => noted.entities.has(key))) found.add('note');
  if (strands.length > CROWD.edges || Object.keys(view.placed).length > CROWD.nodes) return found;
  const kept = new Set(left);
  for (const { key, claims } of strands) {
    const shown = claims.filter((claim) => kept.has(claim));
    if (shown.length > 1) found.add(ofOneDeal(shown) ? 'statements' : 'several');
    if (noted.lines.has(key) || shown.some((claim) => noted.lines.has(claimKey(claim)))) found.add('note');
  }
  if (doubtedIn(graph, left).size > 0) found.add('disagree');
  return found;
}
