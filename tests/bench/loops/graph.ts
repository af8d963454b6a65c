import type { FlowClaim } from '../../../server/core/loops/index.ts';
import { ClaimId, EntityId } from '../../../server/core/model/ids.ts';
import { FLOW_TYPES, MODALITIES, STATUSES } from '../../../server/core/model/registry.ts';

/** Numbers in [0, 1) from a seed (mulberry32): the same graph on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type Arcs = { size: number; from: Int32Array; to: Int32Array };

/** How strongly arcs prefer few entities (1 is not at all): at 2.3 the busiest of 10,000 has a few hundred of 40,000 arcs. */
const SKEW = 2.3;

/** The numbers below `size` in a random order. */
function shuffled(size: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [order[at] ?? 0, order[other] ?? 0];
    order[at] = b;
    order[other] = a;
  }
  return order;
}

/**
 * A random simple digraph in which a few hubs take much of the arcs: no arc twice, none from an entity to itself. Numbers say
 * nothing of who is a hub, as in data: what comes in order of degree is half the work done already, for us and for others.
 */
export function hubSkewed(size: number, arcs: number, seed = 7): Arcs {
  const random = seeded(seed);
  const numbers = shuffled(size, random);
  const pick = (): number => numbers[Math.floor(size * random() ** SKEW)] ?? 0;
  const [from, to] = [new Int32Array(arcs), new Int32Array(arcs)];
  const seen = new Set<number>();
  while (seen.size < arcs) {
    const [a, b] = [pick(), pick()];
    if (a === b || seen.has(a * size + b)) continue;
    from[seen.size] = a;
    to[seen.size] = b;
    seen.add(a * size + b);
  }
  return { size, from, to };
}

/** A claim for each arc, that says of itself what a well-kept dataset would. */
export function claimsOn({ from, to }: Arcs, seed = 11): FlowClaim[] {
  const random = seeded(seed);
  const one = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const types: [FlowClaim['type'], ...FlowClaim['type'][]] = ['INVESTS_IN', ...FLOW_TYPES];
  const digits = String(from.length).length;
  return Array.from(from, (start, at): FlowClaim => {
    const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
    return {
      id: ClaimId.parse(`c${String(at).padStart(digits, '0')}`),
      dataset: 'bench',
      type: one(types),
      from: EntityId.parse(`e${start}`),
      to: EntityId.parse(`e${to[at]}`),
      modality: random() < 0.8 ? 'fact' : one(MODALITIES),
      basis: random() < 0.9 ? 'stated' : 'implied',
      ...(random() < 0.7 ? { status: one(STATUSES) } : {}),
      ...(random() < 0.5 ? { amount: Math.round(1e6 * random() ** 4 * 1e4), currency: 'USD' } : {}),
      ...(random() < 0.6 ? { start: `${one([2021, 2022, 2023])}-${month}` } : {}),
    };
  });
}
