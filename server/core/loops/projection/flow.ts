import { keyOf } from '../../model/ids.ts';
import { CLAIM_TYPE_NAMES, type Moves, movesOf } from '../../model/registry.ts';
import { type Facts, factsOf } from './facts.ts';
import { canonical, type FlowClaim, type Projection } from './projection.ts';

export {
  Assembly,
  type FlowClaim,
  FlowClaimRow,
  type Projection,
  type ProjectionPart,
  type TakePart,
} from './projection.ts';

/** Number of a type in the registry, which is how typed arrays name it. */
const TYPE_NUMBERS = new Map(CLAIM_TYPE_NAMES.map((type, number) => [type, number]));

/** All claims of one type from one entity to another are a step. Steps, entities and claims are numbers here. */
export type Steps = {
  count: number;
  from: Int32Array;
  to: Int32Array;
  type: Uint8Array;
  /** The claims of step `s` are `legs[legOffsets[s]]` up to `legs[legOffsets[s + 1]]`. */
  legOffsets: Int32Array;
  legs: Int32Array;
  /** The step of each claim. */
  ofClaim: Int32Array;
};

/** Value flow ready to be searched: all that can take part in any loop. What a query leaves out, it leaves out of this (`view.ts`). */
export type Flow = {
  claims: FlowClaim[];
  facts: Facts;
  /** Keys of the entities, by number; `numbers` is the way back. */
  entities: string[];
  numbers: Map<string, number>;
  steps: Steps;
};

/** In order of their keys, so that the same data gives the same answer whatever order a store reads it in. */
function takingPart({ claims, sameAs }: Projection): FlowClaim[] {
  const self = ({ dataset, from, to }: FlowClaim): boolean =>
    from === to || canonical(keyOf(dataset, from), sameAs) === canonical(keyOf(dataset, to), sameAs);
  const keyed = claims
    .filter((claim) => movesOf(claim.type) !== 'nothing' && claim.status !== 'cancelled' && !self(claim))
    .map((claim) => ({ claim, key: keyOf(claim.dataset, claim.id) }));
  // A store mostly gives them in this order already, and a million strings take seconds to sort.
  if (keyed.some(({ key }, at) => key < (keyed[at - 1]?.key ?? '')))
    keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map(({ claim }) => claim);
}

/** Groups claims into steps. Left out: claims that move nothing, cancelled ones, and those from an entity to itself. */
export function flowOf(projection: Projection): Flow {
  const claims = takingPart(projection);
  const entities: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const same = canonical(key, projection.sameAs);
    const number = same === key ? entities.push(key) - 1 : numberOf(same);
    numbers.set(key, number);
    return number;
  };
  const stepOf = new Int32Array(claims.length);
  const from = new Int32Array(claims.length);
  const to = new Int32Array(claims.length);
  const type = new Uint8Array(claims.length);
  const sizes = new Int32Array(claims.length + 1);
  const known = new Map<number, number>();
  const bound = claims.length * 2;
  for (const [at, claim] of claims.entries()) {
    const a = numberOf(keyOf(claim.dataset, claim.from));
    const b = numberOf(keyOf(claim.dataset, claim.to));
    const kind = TYPE_NUMBERS.get(claim.type) ?? 0;
    const name = (a * CLAIM_TYPE_NAMES.length + kind) * bound + b;
    const step = known.get(name) ?? known.size;
    if (step === known.size) {
      known.set(name, step);
      from[step] = a;
      to[step] = b;
      type[step] = kind;
    }
    stepOf[at] = step;
    sizes[step + 1] = (sizes[step + 1] ?? 0) + 1;
  }
  // Who is asked about under a key that no claim uses is found all the same.
  for (const key of Object.keys(projection.sameAs))
    if (numbers.has(canonical(key, projection.sameAs))) numberOf(key);
  const count = known.size;
  const legOffsets = sizes.slice(0, count + 1);
  for (let s = 0; s < count; s++) legOffsets[s + 1] = (legOffsets[s + 1] ?? 0) + (legOffsets[s] ?? 0);
  const next = legOffsets.slice();
  const legs = new Int32Array(claims.length);
  for (const [at, step] of stepOf.entries()) {
    const place = next[step] ?? 0;
    legs[place] = at;
    next[step] = place + 1;
  }
  return {
    claims,
    facts: factsOf(claims, projection.fiscalYearEnds),
    entities,
    numbers,
    steps: {
      count,
      from: from.slice(0, count),
      to: to.slice(0, count),
      type: type.slice(0, count),
      legOffsets,
      legs,
      ofClaim: stepOf,
    },
  };
}

/** The number of the claim of a key; undefined where it takes no part. Claims are in order of their keys. */
export function claimNumber({ claims }: Pick<Flow, 'claims'>, key: string): number | undefined {
  let [low, high] = [0, claims.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const claim = claims[middle];
    if (claim && keyOf(claim.dataset, claim.id) < key) low = middle + 1;
    else high = middle;
  }
  const claim = claims[low];
  return claim && keyOf(claim.dataset, claim.id) === key ? low : undefined;
}

const flows = new WeakMap<Projection, Flow>();

/** The flow of a projection, worked out once for as long as the projection is held. */
export function flowFor(projection: Projection): Flow {
  const known = flows.get(projection);
  if (known) return known;
  const flow = flowOf(projection);
  flows.set(projection, flow);
  return flow;
}

/** What moves along a step, by the number of its type. */
export const movesOfNumber = (type: number): Moves => {
  const name = CLAIM_TYPE_NAMES[type];
  return name === undefined ? 'nothing' : movesOf(name);
};
