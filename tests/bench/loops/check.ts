/**
 * `npm run check:loops`: our counts of loops by length beside those of networkx and igraph, which it installs from PyPI into a folder of its
 * own, on seeded graphs of every awkward kind. Fails where counts differ.
 *
 * They are asked what is the same question: a loop of two arcs or more (they count an arc from a vertex to itself, we drop it). Where two
 * vertices have several arcs, igraph tells loops apart by arcs, as our walk does, and networkx by vertices, as our search over steps does.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { searchLoops } from '../../../server/core/loops/index.ts';
import { type FlowClaim, FlowClaimRow } from '../../../server/core/loops/projection/flow.ts';
import { type Arcs, hubSkewed, seeded } from './graph.ts';
import { counting } from './ours.ts';
import { arcsFile, byLibrary, pythonIn } from './python.ts';

const FOLDER = fileURLToPath(new URL('../../../.loopscope/loops', import.meta.url));
const CAP_SECONDS = 60;
/** More than any graph here has of one length, so that all are counted and none passed over. */
const MOST = 100_000;

const arcsOf = (size: number, pairs: readonly (readonly [from: number, to: number])[]): Arcs => ({
  size,
  from: Int32Array.from(pairs, ([from]) => from),
  to: Int32Array.from(pairs, ([, to]) => to),
});

/** Arcs between any two: again and again the same, from a vertex to itself, and there and back. */
function anyhow(size: number, arcs: number, seed: number): Arcs {
  const random = seeded(seed);
  const pick = (): number => Math.floor(random() * size);
  return arcsOf(
    size,
    Array.from({ length: arcs }, () => [pick(), pick()] as const),
  );
}

/** `count` diamonds one behind the other, each two ways of two arcs; closed into a ring or not. */
function diamonds(count: number, closed: boolean): Arcs {
  const size = count * 3 + 1;
  const ways = Array.from({ length: count }, (_, at) => at * 3).flatMap((top) =>
    [1, 2].flatMap((side) => [[top, top + side] as const, [top + side, top + 3] as const]),
  );
  return arcsOf(size, closed ? [...ways, [size - 1, 0]] : ways);
}

/** A vertex from which and to which every arc of a sparse rim leads. */
function wheel(rim: number): Arcs {
  const spokes = Array.from({ length: rim }, (_, at) => at + 1);
  return arcsOf(
    rim + 1,
    spokes.flatMap((at) => [[0, at] as const, [at, 0] as const, [at, (at % rim) + 1] as const]),
  );
}

const complete = (size: number): Arcs =>
  arcsOf(
    size,
    Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const),
  );

const GRAPHS: [name: string, arcs: Arcs, longest: number][] = [
  ['hubs', hubSkewed(400, 1_200, 1), 5],
  ['hubs, other seed', hubSkewed(1_000, 2_500, 2), 5],
  ['sparse, with self-loops, two-loops and parallel arcs', anyhow(60, 150, 3), 8],
  ['dense, with self-loops, two-loops and parallel arcs', anyhow(12, 90, 4), 6],
  ['dense core: each of 8 to all and itself', complete(8), 7],
  ['diamonds in a ring', diamonds(6, true), 13],
  ['diamonds without a loop', diamonds(6, false), 13],
  ['a wheel', wheel(40), 8],
  ['no arcs that return', arcsOf(3, [[0, 1], [1, 2], [0, 2]]), 5], // biome-ignore format: a graph
];

const claimsOf = ({ from, to }: Arcs): FlowClaim[] =>
  Array.from(from, (start, at) =>
    FlowClaimRow.parse({
      id: `c${String(at).padStart(6, '0')}`,
      dataset: 'check',
      type: 'BUYS_FROM',
      from: `e${start}`,
      to: `e${to[at]}`,
      modality: 'fact',
      basis: 'stated',
    }),
  );

/** What the search as a whole finds of each length, from claims to rows. */
function searched(arcs: Arcs, longest: number): number[] {
  const projection = { version: 'v', claims: claimsOf(arcs), parts: [], fiscalYearEnds: {}, sameAs: {} };
  return Array.from({ length: longest + 1 }, (_, length) => {
    if (length < 2) return 0;
    const { rows, found, counted } = searchLoops(projection, {
      reading: 'elementary',
      minLength: length,
      maxLength: length,
      exchanges: 'include',
      limit: MOST,
    });
    if (!counted || found !== rows.length) throw new Error(`${found} found, ${rows.length} rows`);
    return found;
  });
}

/** The same graph with each arc once. */
function simple({ size, from, to }: Arcs): Arcs {
  const once = new Map(
    Array.from(from, (start, at) => [`${start} ${to[at]}`, [start, to[at] ?? 0] as const]),
  );
  return arcsOf(size, [...once.values()]);
}

mkdirSync(FOLDER, { recursive: true });
const python = pythonIn(FOLDER);
let failed = 0;

async function compare(
  what: string,
  library: 'igraph' | 'networkx',
  arcs: Arcs,
  longest: number,
  ours: number[],
): Promise<void> {
  const theirs = await byLibrary(python, library, arcsFile(FOLDER, arcs), longest, CAP_SECONDS);
  if (!theirs) throw new Error(`${what}: ${library} is not done within ${CAP_SECONDS} s`);
  const [mine, others] = [ours, theirs.byLength].map((counts) => counts.slice(2).join(' '));
  const same = mine === others;
  if (!same) failed += 1;
  const said = same ? mine : `ours ${mine}, ${library} ${others}`;
  process.stdout.write(`${same ? 'ok  ' : 'FAIL'} ${what}, ${library}: ${said}\n`);
}

for (const [name, arcs, longest] of GRAPHS) {
  await compare(`${name}, by arcs`, 'igraph', arcs, longest, counting(arcs, longest, 1).byLength);
  const rows = searched(arcs, longest);
  await compare(`${name}, by vertices`, 'networkx', arcs, longest, rows);
  await compare(`${name}, by vertices`, 'igraph', simple(arcs), longest, rows);
}
process.stdout.write(failed === 0 ? 'All counts agree.\n' : `${failed} counts differ.\n`);
process.exitCode = failed === 0 ? 0 : 1;
