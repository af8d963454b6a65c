/**
 * A million claims, in a process of its own so that its memory is its own: `core` counts, `flow` asks as a reader does. Prints JSON lines of
 * what was measured.
 */
import { type LoopQuery, type Projection, searchLoops } from '../../../server/core/loops/index.ts';
import { claimsOn, hubSkewed } from './graph.ts';
import { counting, total, writing } from './ours.ts';

const [what = 'core', size = 250_000, claims = 1_000_000] = process.argv
  .slice(2)
  .map((text) => (Number.isNaN(Number(text)) ? text : Number(text)));
const memory = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);
const say = (row: object): void => void process.stdout.write(`${JSON.stringify(row)}\n`);
const timed = <T>(run: () => T): [T, number] => {
  const began = performance.now();
  const made = run();
  return [made, (performance.now() - began) / 1000];
};

const arcs = hubSkewed(Number(size), Number(claims));
if (what === 'core') {
  for (const maxLength of [2, 3, 4]) {
    const count = counting(arcs, maxLength, 2);
    const written = writing(arcs, maxLength, 1);
    say({
      what: `loops of ≤ ${maxLength} legs, counted`,
      loops: total(count.byLength),
      seconds: count.seconds,
      memory: memory(),
    });
    say({
      what: `loops of ≤ ${maxLength} legs, written out`,
      loops: total(written.byLength),
      seconds: written.seconds,
      memory: memory(),
    });
  }
} else {
  const projection: Projection = {
    version: 'bench',
    claims: claimsOn(arcs),
    parts: [],
    fiscalYearEnds: {},
    sameAs: {},
  };
  const base: LoopQuery = {
    reading: 'elementary',
    minLength: 2,
    maxLength: 4,
    exchanges: 'exclude',
    limit: 100,
  };
  const degree = new Map<number, number>();
  for (const end of [...arcs.from, ...arcs.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const busiest = [...degree.keys()].sort((a, b) => (degree.get(b) ?? 0) - (degree.get(a) ?? 0));
  const through = (entity = 0): LoopQuery => ({
    ...base,
    maxLength: 6,
    through: [`bench:e${entity}`],
    find: 'first',
    limit: 1,
  });
  const queries: Record<string, LoopQuery> = {
    'claims made ready, with the first question: a loop through the busiest entity, ≤ 6 legs': through(
      busiest[0],
    ),
    'first loop through the busiest entity, ≤ 6 legs': through(busiest[0]),
    'first loop through the 10,000th busiest, ≤ 6 legs': through(busiest[9_999]),
    'the 100 surest of ≤ 4 legs, and what goes round found': base,
    'the 100 surest of ≤ 4 legs': base,
    'the 100 with the largest bottleneck': { ...base, sortBy: 'bottleneck' },
    'stated facts, invest then buy': {
      ...base,
      statedOnly: true,
      leastModality: 'fact',
      pattern: 'INVESTS_IN BUYS_FROM',
    },
    'invest, (pledge, borrow,) buy': { ...base, pattern: 'INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM' },
    'legs of at least a billion dollars': { ...base, leastBottleneck: [{ currency: 'USD', amount: 1e9 }] },
    'all within 90 days': { ...base, time: { mode: 'window', days: 90 } },
    'trails of ≤ 4 legs': { ...base, reading: 'trail' },
  };
  for (const [name, query] of Object.entries(queries)) {
    const [{ found, counted, truncated }, seconds] = timed(() => searchLoops(projection, query));
    say({ what: name, loops: found, atLeast: !counted || truncated, seconds, memory: memory() });
  }
}
