/**
 * `npm run bench:loops`: the loop search against python-igraph, networkx and Cypher, one run, one table. Fails where counts differ,
 * where a million claims take more than a GiB, where the server's own work holds up its event loop for
 * more than 50 ms, and where it is not as fast as it should be (`GOALS`).
 *
 *     --skip=igraph,networkx,cypher,large,served   leaves parts out
 *     --cap=120                             seconds that each alternative may take for one length
 *     --longest=6                           the longest loops asked for
 *     --served=100000                       claims in the database of the server whose event loop is watched
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cypherOn } from './cypher.ts';
import { hubSkewed } from './graph.ts';
import { neo4jIn } from './neo4j.ts';
import { counting, type Measure, total, writing } from './ours.ts';
import { arcsFile, byLibrary, pythonIn } from './python.ts';
import { type Served, served } from './served.ts';

const option = (name: string, otherwise: string): string =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const skipped = new Set(option('skip', '').split(','));
const cap = Number(option('cap', '120'));
const lengths = [3, 4, 5, 6].filter((length) => length <= Number(option('longest', '6')));
const SIZE = { entities: 10_000, claims: 40_000 };
const servedClaims = Number(option('served', '100000'));
/** What a run is held to: memory of the whole process at a million claims, what holds up the server's event loop, and how fast. */
const GOALS = {
  memoryMiB: 1024,
  heldMs: 50,
  /** How many times igraph's time ours is at least ahead of, counting, by the longest loops asked for. */
  ahead: new Map([
    [4, 10],
    [5, 50],
    [6, 50],
  ]),
  /** Seconds, by the question on a million claims that they are the most for. */
  seconds: new Map([
    ['loops of ≤ 4 legs, counted', 1.2],
    ['first loop through the busiest entity, ≤ 6 legs', 0.1],
    ['first loop through the 10,000th busiest, ≤ 6 legs', 0.1],
  ]),
};

/** The quick ones are run more often: a moment in which the machine does something else is half of their time. */
const runs = (length: number): number => (length < 6 ? 8 : 3);

type Search = (maxLength: number) => Promise<Measure | undefined>;
type Column = { name: string; against: 'count' | 'write'; measures: Map<number, Measure | 'late'> };

const seconds = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
const note = (text: string): void => void process.stderr.write(`${text}\n`);
const faults: string[] = [];

/** Asks for longer and longer loops, until it takes too long. */
async function column(name: string, against: Column['against'], search: Search): Promise<Column> {
  const measures: Column['measures'] = new Map();
  for (const length of lengths) {
    const measure = await search(length);
    note(`${name}, ≤ ${length}: ${measure ? `${seconds(measure.seconds)} s` : `not within ${cap} s`}`);
    measures.set(length, measure ?? 'late');
    if (!measure) break;
  }
  return { name, against, measures };
}

function tableOf(count: Column, write: Column, others: Column[]): string {
  const cell = (other: Column, length: number): string => {
    const measure = other.measures.get(length);
    if (measure === undefined) return '–';
    if (measure === 'late') return `> ${cap} s`;
    const mine = (other.against === 'write' ? write : count).measures.get(length);
    const times = mine && mine !== 'late' ? measure.seconds / mine.seconds : 0;
    return `${seconds(measure.seconds)} s (${times >= 10 ? times.toFixed(0) : times.toFixed(1)}×)`;
  };
  const lines = lengths.map((length) => {
    const ours = count.measures.get(length);
    const loops = ours && ours !== 'late' ? total(ours.byLength) : 0;
    const own = [count, write].map(({ measures }) => {
      const measure = measures.get(length);
      return measure && measure !== 'late' ? `${seconds(measure.seconds)} s` : '–';
    });
    return `| ${[`≤ ${length}`, loops.toLocaleString('en'), ...own, ...others.map((other) => cell(other, length))].join(' | ')} |`;
  });
  const head = ['legs', 'loops', count.name, write.name, ...others.map(({ name }) => name)];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '--:').join('|')}|`, ...lines].join('\n');
}

function check(count: Column, other: Column): void {
  for (const [length, measure] of other.measures) {
    const mine = count.measures.get(length);
    if (measure === 'late' || !mine || mine === 'late') continue;
    if (mine.byLength.join() !== measure.byLength.join())
      faults.push(
        `Counts differ, ≤ ${length}: ours ${mine.byLength.join(' ')}, ${other.name} ${measure.byLength.join(' ')}`,
      );
  }
}

/** Faults where ours is not as far ahead of igraph as it should be, or takes longer than it to write all loops out. */
function compare(count: Column, write: Column, igraph: Column): void {
  for (const [length, theirs] of igraph.measures) {
    // What did not end within the cap took at least so long.
    const took = theirs === 'late' ? cap : theirs.seconds;
    const [counted, written] = [count.measures.get(length), write.measures.get(length)];
    const times = GOALS.ahead.get(length);
    if (times !== undefined && counted) {
      const ours = counted === 'late' ? Number.POSITIVE_INFINITY : counted.seconds;
      if (took / ours < times)
        faults.push(
          `≤ ${length}, counted: ${(took / ours).toFixed(1)} times as fast as igraph, not ${times}`,
        );
    }
    if (theirs === 'late' || !written) continue;
    const ours = written === 'late' ? Number.POSITIVE_INFINITY : written.seconds;
    if (ours > took)
      faults.push(`≤ ${length}, written out: ${seconds(ours)} s, where igraph takes ${seconds(took)} s`);
  }
}

const Row = z.object({
  what: z.string(),
  loops: z.number(),
  atLeast: z.boolean().optional(),
  seconds: z.number(),
  memory: z.number(),
});

/** What a process of its own measures on a million claims. */
function large(what: 'core' | 'flow'): string[] {
  const script = fileURLToPath(new URL('large.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script, what], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const row = Row.parse(JSON.parse(line));
      if (row.memory > GOALS.memoryMiB) faults.push(`${row.what}: ${row.memory} MiB`);
      const most = GOALS.seconds.get(row.what);
      if (most !== undefined && row.seconds > most)
        faults.push(`${row.what}: ${seconds(row.seconds)} s, not within ${seconds(most)} s`);
      const loops = `${row.atLeast ? '≥ ' : ''}${row.loops.toLocaleString('en')}`;
      return `| ${row.what} | ${loops} | ${seconds(row.seconds)} s | ${row.memory} MiB |`;
    });
}

function watched({ what, seconds: took, held, own, memory }: Served): string {
  if (own > GOALS.heldMs) faults.push(`${what}: the event loop was held up for ${own.toFixed(0)} ms of work`);
  if (memory > GOALS.memoryMiB) faults.push(`${what}: the server took ${memory} MiB`);
  return `| ${what} | ${seconds(took)} s | ${held.toFixed(0)} ms | ${own.toFixed(0)} ms | ${memory} MiB |`;
}

const folder = mkdtempSync(join(tmpdir(), 'loopscope-bench-'));
try {
  const arcs = hubSkewed(SIZE.entities, SIZE.claims);
  // Once for the compiler.
  counting(arcs, 4);
  writing(arcs, 4);
  const count = await column('ours, counted', 'count', async (length) =>
    counting(arcs, length, runs(length)),
  );
  const write = await column('ours, written out', 'write', async (length) =>
    writing(arcs, length, runs(length)),
  );
  const others: Column[] = [];
  if (!skipped.has('igraph') || !skipped.has('networkx')) {
    const python = pythonIn(folder);
    const file = arcsFile(folder, arcs);
    for (const library of ['igraph', 'networkx'] as const)
      if (!skipped.has(library))
        others.push(
          await column(library, 'count', (length) => byLibrary(python, library, file, length, cap)),
        );
  }
  const neo4j = skipped.has('cypher') && skipped.has('served') ? undefined : await neo4jIn(folder);
  let server: string[] = [];
  try {
    if (neo4j && !skipped.has('cypher')) {
      const cypher = await cypherOn(arcs, neo4j);
      others.push(await column('Cypher', 'count', (length) => cypher.loops(length, cap)));
      await cypher.close();
    }
    if (neo4j && !skipped.has('served'))
      server = (await served(neo4j, hubSkewed(servedClaims / 4, servedClaims))).map(watched);
  } finally {
    await neo4j?.stop();
  }
  for (const other of [write, ...others]) check(count, other);
  for (const other of others) if (other.name === 'igraph') compare(count, write, other);
  const machine = `${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  note('');
  process.stdout.write(
    `${SIZE.entities.toLocaleString('en')} entities, ${SIZE.claims.toLocaleString('en')} claims; one core of ${machine}. In brackets: how many times the time of ours, counted.\n\n${tableOf(count, write, others)}\n`,
  );
  if (!skipped.has('large'))
    process.stdout.write(
      `\n250,000 entities, 1,000,000 claims, one core; memory of the whole process.\n\n| question | loops | time | memory |\n|---|--:|--:|--:|\n${[...large('core'), ...large('flow')].join('\n')}\n`,
    );
  if (server.length > 0)
    process.stdout.write(
      `\nThe server on Neo4j with ${servedClaims.toLocaleString('en')} claims: how long its event loop was held up at most, by its own work and by whatever else runs on the machine; how much of the processor its own work took at most between two turns of the loop; and the most memory of its process, threads and all.\n\n| question | time | held up | own work | memory |\n|---|--:|--:|--:|--:|\n${server.join('\n')}\n`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) note(fault);
if (faults.length > 0) process.exitCode = 1;
