import type { FlowClaim, LoopQuery, LoopRow } from '../../../../server/core/loops/index.ts';
import { movesOf } from '../../../../server/core/model/registry.ts';
import { claimPasses, tellingPasses } from './oracle-constraints.ts';

/** A loop as the data model defines it: its steps, whether it is an exchange, and how many ways there are to tell it. */
export type OracleLoop = { steps: string[]; exchange: boolean; combinations: number };
/** The same with its tellings, each by the ids of its claims. */
export type ToldLoop = OracleLoop & { tellings: string[] };

const stepOf = (claim: FlowClaim): string => `${claim.from} ${claim.type} ${claim.to}`;
const glued = (into: FlowClaim, out: FlowClaim): boolean =>
  (out.follows ?? []).includes(into.id) || (into.deal !== undefined && into.deal === out.deal);

function allowed(round: FlowClaim[], query: LoopQuery): boolean {
  const visited = new Map<string, boolean[]>();
  for (const [at, into] of round.entries()) {
    const out = round[(at + 1) % round.length];
    if (out) visited.set(out.from, [...(visited.get(out.from) ?? []), glued(into, out)]);
  }
  const recurring = [...visited.values()].filter((passages) => passages.length > 1);
  if (query.reading === 'elementary' && recurring.length > 0) return false;
  if (recurring.some((passages) => passages.filter((tied) => tied).length < passages.length - 1))
    return false;
  return (query.through ?? []).every((key) => visited.has(key.slice(key.indexOf(':') + 1)));
}

/** Tries every closed sequence of claims, from every claim, and only then asks what is a loop. Slow, and plain to read. */
export function bruteForce(claims: FlowClaim[], query: LoopQuery): ToldLoop[] {
  const usable = claims.filter(({ type, from, to, status }) => {
    const moves = movesOf(type);
    const wanted = query.moves === undefined || query.moves.includes(moves);
    return moves !== 'nothing' && wanted && from !== to && status !== 'cancelled';
  });
  const wanted = usable.filter((claim) => claimPasses(claim, query));
  const found = new Map<string, Set<string>>();
  const walk = (path: FlowClaim[]): void => {
    const [first, last] = [path[0], path.at(-1)];
    if (!first || !last) return;
    if (
      last.to === first.from &&
      path.length >= query.minLength &&
      allowed(path, query) &&
      tellingPasses(path, usable, query)
    ) {
      const [second] = path.slice(1);
      const kinds = path.map(({ type }) => movesOf(type));
      const exchange =
        path.length === 2 &&
        first.deal !== undefined &&
        first.deal === second?.deal &&
        kinds.includes('money') &&
        (kinds.includes('collateral') || kinds.includes('goods'));
      const key = JSON.stringify([path.map(stepOf).sort(), exchange]);
      const tellings = found.get(key) ?? new Set();
      found.set(
        key,
        tellings.add(
          path
            .map(({ id }) => id)
            .sort()
            .join(),
        ),
      );
    }
    if (path.length === query.maxLength) return;
    for (const next of wanted)
      if (next.from === last.to && !path.some((used) => stepOf(used) === stepOf(next))) walk([...path, next]);
  };
  for (const claim of wanted) walk([claim]);
  return [...found]
    .map(([key, tellings]) => {
      const [steps, exchange]: [string[], boolean] = JSON.parse(key);
      return { steps, exchange, combinations: tellings.size, tellings: [...tellings].sort() };
    })
    .filter(({ exchange }) => !exchange || query.exchanges === 'include');
}

/** A row of an answer as the oracle has it, by the claims that it may be told with. */
export function asOracle(row: LoopRow, all: FlowClaim[]): OracleLoop {
  const steps = row.legs.map(({ claim: key }) => {
    const claim = all.find(({ id }) => `test:${id}` === key);
    return claim ? `${claim.from} ${claim.type} ${claim.to}` : `unknown ${key}`;
  });
  return { steps: steps.sort(), exchange: row.exchange, combinations: row.combinations };
}
/** Loops to be compared, in any order. */
export const sorted = (loops: OracleLoop[]): string[] => loops.map((loop) => JSON.stringify(loop)).sort();
