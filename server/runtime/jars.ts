// The jars of Neo4j, fetched once by Maven. They are fetched beside their place and moved there whole, with a list
// of every jar and its size, so that neither a kill half way nor a damaged file goes unnoticed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Why, why } from '../core/model/why.ts';
import { RuntimeError, Unavailable } from './errors.ts';
import { childEnvironment, findMaven } from './tools.ts';
import type { RuntimeOptions } from './types.ts';

const POM = fileURLToPath(new URL('./neo4j/pom.xml', import.meta.url));
const ABOUT_HOW_MANY = 213; // for the progress line only
const Marker = z.object({ pom: z.string(), jars: z.array(z.object({ name: z.string(), size: z.number() })) });

/** The folder with the jars, complete. */
export async function ensureJars(options: RuntimeOptions): Promise<string> {
  const pom = await readFile(POM, 'utf8');
  const version = /<neo4j\.version>([\d.]+)</.exec(pom)?.[1];
  if (!version) throw new Error('neo4j/pom.xml names no version');
  const pomHash = createHash('sha256').update(pom).digest('hex');
  const libHome = resolve(options.libHome ?? (options.env.LOOPSCOPE_NEO4J_LIB || options.home));
  const place = join(libHome, `neo4j-${version}`);
  if (await isComplete(place, pomHash)) return join(place, 'lib');

  const maven = findMaven(options.env);
  await mkdir(libHome, { recursive: true });
  await mkdir(options.home, { recursive: true, mode: 0o700 }); // Maven's log goes there
  await sweepTemporary(libHome);
  const temporary = await mkdtemp(join(libHome, 'fetching-'));
  options.report({ step: 'Fetching Neo4j', detail: '116 MB, once' });
  try {
    await fetchJars(maven, temporary, options);
    const jars = await listJars(join(temporary, 'lib'));
    await writeFile(join(temporary, 'complete.json'), JSON.stringify({ pom: pomHash, jars }));
    await moveIn(temporary, place, pomHash);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return join(place, 'lib');
}

async function isComplete(place: string, pomHash: string): Promise<boolean> {
  try {
    const marker = Marker.parse(JSON.parse(await readFile(join(place, 'complete.json'), 'utf8')));
    if (marker.pom !== pomHash || marker.jars.length === 0) return false;
    const sizes = await Promise.all(marker.jars.map((jar) => stat(join(place, 'lib', jar.name))));
    return marker.jars.every((jar, index) => sizes[index]?.size === jar.size);
  } catch {
    return false; // nothing there, or a jar or the list itself is missing or damaged: fetch again
  }
}

async function fetchJars(maven: string, into: string, options: RuntimeOptions): Promise<void> {
  await copyDependencies(maven, into, options, []);
  if (await allWhole(join(into, 'lib'))) return;
  // Maven copied a jar that its own cache holds damaged: fetch past that cache, once.
  await rm(join(into, 'lib'), { recursive: true });
  await copyDependencies(maven, into, options, [`-Dmaven.repo.local=${join(into, 'repository')}`]);
  if (!(await allWhole(join(into, 'lib')))) throw new Unavailable(why('memory.damaged'));
  await rm(join(into, 'repository'), { recursive: true });
}

function copyDependencies(
  maven: string,
  into: string,
  options: RuntimeOptions,
  extra: string[],
): Promise<void> {
  const goal = [
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${join(into, 'lib')}`,
  ];
  const args = ['-B', '-f', POM, ...(options.offline ? ['-o'] : []), ...extra, ...goal];
  const env = childEnvironment(options.env);
  const child = spawn(maven, args, { cwd: into, env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whatever ends us must not leave Maven working into a folder that nobody waits for.
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  options.signal?.addEventListener('abort', end);
  const log = createWriteStream(join(options.home, 'maven.log'));
  child.stderr.pipe(log, { end: false });
  let jars = 0;
  let problem = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.write(`${line}\n`);
    if (line.startsWith('[ERROR]') && problem === '') problem = line.slice('[ERROR]'.length).trim();
    if (!/Downloaded from .*\.jar\b/.test(line)) return;
    jars += 1;
    // A line a step: where each report is printed, one for every jar would be a heap.
    if (jars % 50 === 0 && jars < ABOUT_HOW_MANY) {
      options.report({ step: 'Fetching Neo4j', done: jars, total: ABOUT_HOW_MANY });
    }
  });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      options.signal?.removeEventListener('abort', end);
      log.end();
      if (options.signal?.aborted) reject(new RuntimeError('stopped', 'Stopped while fetching Neo4j.'));
      else if (code === 0) done();
      else reject(new Unavailable(whyOf(problem, options)));
    });
  });
}

/** Maven's first error line names the whole dependency chain and its hosts; a person needs the kind of trouble. */
function whyOf(problem: string, options: RuntimeOptions): Why {
  if (options.offline) return why('memory.offline');
  const network = /Could not transfer|Unknown host|timed out|Connection refused/i.test(problem);
  return why(network ? 'memory.network' : 'memory.fetch');
}

async function listJars(lib: string): Promise<{ name: string; size: number }[]> {
  const names = (await readdir(lib)).filter((name) => name.endsWith('.jar')).sort();
  return Promise.all(names.map(async (name) => ({ name, size: (await stat(join(lib, name))).size })));
}

/** A zip ends with its directory, so a jar cut short has no end record in its last bytes. */
async function allWhole(lib: string): Promise<boolean> {
  const jars = await listJars(lib);
  for (const { name, size } of jars) {
    const length = Math.min(size, 66_000);
    const file = await open(join(lib, name));
    const { buffer } = await file
      .read(Buffer.alloc(length), 0, length, size - length)
      .finally(() => file.close());
    if (!buffer.includes('PK\x05\x06')) return false;
  }
  return jars.length > 0;
}

/** Two starts may fetch at once; the first one's folder is as good as ours. */
async function moveIn(temporary: string, place: string, pomHash: string): Promise<void> {
  if (await isComplete(place, pomHash)) return;
  await rename(place, join(temporary, 'damaged')).catch(() => {});
  await rename(temporary, place).catch(async (error: unknown) => {
    if (!(await isComplete(place, pomHash))) throw error;
  });
  await rm(join(place, 'damaged'), { recursive: true, force: true });
}

/** What an earlier start left when it was killed. Young folders may belong to one that runs beside us. */
async function sweepTemporary(libHome: string): Promise<void> {
  for (const name of await readdir(libHome)) {
    if (!name.startsWith('fetching-')) continue;
    const path = join(libHome, name);
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > 15 * 60_000) await rm(path, { recursive: true, force: true });
  }
}
