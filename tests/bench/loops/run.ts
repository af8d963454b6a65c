/**
 * `npm run bench:loops`: the loop search against python-igraph, networkx and Cypher, one run, one table. Fails where counts differ.
 *
 *     --skip=igraph,networkx,cypher,large   leaves parts out
 *     --cap=120                             seconds that each alternative may take for one length
 *     --longest=6                           the longest loops asked for
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cypherOn } from './cypher.ts';
import { hubSkewed } from './graph.ts';
import { counting, type Measure, total, writing } from './ours.ts';
import { arcsFile, byLibrary, pythonIn } from './python.ts';

const option = (name: string, otherwise: string): string =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const skipped = new Set(option('skip', '').split(','));
const cap = Number(option('cap', '120'));
const lengths = [3, 4, 5, 6].filter((length) => length <= Number(option('longest', '6')));
const SIZE = { entities: 10_000, claims: 40_000 };

/** The quick ones are run more often: a moment in which the machine does something else is half of their time. */
const runs = (length: number): number => (length < 6 ? 8 : 3);

type Search = (maxLength: number) => Promise<Measure | undefined>;
type Column = { name: string; against: 'count' | 'write'; measures: Map<number, Measure | 'late'> };

const seconds = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
const note = (text: string): void => void process.stderr.write(`${text}\n`);
const differs: string[] = [];

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
      differs.push(
        `≤ ${length}: ours ${mine.byLength.join(' ')}, ${other.name} ${measure.byLength.join(' ')}`,
      );
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
      const loops = `${row.atLeast ? '≥ ' : ''}${row.loops.toLocaleString('en')}`;
      return `| ${row.what} | ${loops} | ${seconds(row.seconds)} s | ${row.memory} MiB |`;
    });
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
  if (!skipped.has('cypher')) {
    const cypher = await cypherOn(arcs, folder);
    try {
      others.push(await column('Cypher', 'count', (length) => cypher.loops(length, cap)));
    } finally {
      await cypher.close();
    }
  }
  for (const other of [write, ...others]) check(count, other);
  const machine = `${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  note('');
  process.stdout.write(
    `${SIZE.entities.toLocaleString('en')} entities, ${SIZE.claims.toLocaleString('en')} claims; one core of ${machine}. In brackets: how many times the time of ours, counted.\n\n${tableOf(count, write, others)}\n`,
  );
  if (!skipped.has('large'))
    process.stdout.write(
      `\n250,000 entities, 1,000,000 claims, one core; memory of the whole process.\n\n| question | loops | time | memory |\n|---|--:|--:|--:|\n${[...large('core'), ...large('flow')].join('\n')}\n`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const difference of differs) note(`Counts differ: ${difference}`);
if (differs.length > 0) process.exitCode = 1;
