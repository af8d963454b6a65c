// What has to be there before the server can be loaded: the libraries, and the client as built by Vite.
// Node built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readJson, writeAtomically } from './claims.mjs';
import { endProcess, identify, waitForEnd } from './processes.mjs';

class StartError extends Error {
  name = 'StartError';
}

let running; // the child that works for us now
let stopping = false;

/** Asks the child to end and waits, so that a start right after this one does not meet it at work. */
export async function stopChild() {
  stopping = true;
  if (!running) return;
  running.kill('SIGTERM');
  const identity = identify(running.pid);
  if (identity && !(await waitForEnd(identity, 2_000))) running.kill('SIGKILL');
}

const sha = (content) => createHash('sha256').update(content).digest('hex');
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** The libraries as package-lock.json has them. */
export async function ensureLibraries(root, home, say) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const marker = join(root, 'node_modules', '.loopscope-lock');
  if (read(marker) === sha(lock) && allThere(root)) return;
  if (!installedByHand(root, lock)) {
    say('Installing libraries …');
    const began = Date.now();
    // `npm ci` begins by removing node_modules, and this marker with it: half an install is never believed.
    rmSync(marker, { force: true });
    await install(root, join(home, 'installing.json'));
    say(`Installed libraries in ${seconds(began)}.`);
  }
  writeFileSync(marker, sha(lock));
}

function allThere(root) {
  const names = Object.keys(readJson(join(root, 'package.json'))?.dependencies ?? {});
  return names.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/** Someone ran `npm ci` or `npm install`: npm writes its own list last, so a list that agrees is a whole install. */
function installedByHand(root, lock) {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  const wanted = JSON.parse(lock.toString('utf8')).packages;
  if (!installed || !allThere(root)) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

const FINDING = 'vite.finding.config.ts';

/** The page in dist/client, built from the sources as they are now. */
export async function ensureClient(root, say) {
  const marker = join(root, 'dist', 'client.hash');
  const now = hashOfSources(root);
  if (read(marker) === now && existsSync(join(root, 'dist', 'client', 'index.html'))) return;
  say('Building the page …');
  const began = Date.now();
  rmSync(marker, { force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await run('vite build', process.execPath, [vite, 'build'], root);
  // The same page as one file, which findings are put into.
  if (existsSync(join(root, FINDING)))
    await run('vite build', process.execPath, [vite, 'build', '--config', FINDING], root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(marker, now);
  say(`Built the page in ${seconds(began)}.`);
}

function hashOfSources(root) {
  const hash = createHash('sha256');
  const configs = readdirSync(root).filter((name) => /^(vite\.|package-lock\.json$|tsconfig)/.test(name));
  for (const path of [...configs.sort(), 'client', join('server', 'core')].flatMap((one) =>
    filesOf(join(root, one)),
  )) {
    hash.update(`${relative(root, path)}\0`).update(sha(readFileSync(path)));
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

async function install(root, noteFile) {
  mkdirSync(dirname(noteFile), { recursive: true, mode: 0o700 }); // `npm test` comes here first on a fresh clone
  // A start that was killed leaves its npm at work in the same folder.
  const earlier = readJson(noteFile);
  if (earlier && !(await endProcess(earlier, 'npm', 5_000))) {
    throw new StartError(`An earlier npm (process ${earlier.pid}) does not end; end it by hand.`);
  }
  const note = (child) => writeAtomically(noteFile, JSON.stringify(identify(child.pid) ?? null));
  const shown = Boolean(process.stdout.isTTY); // npm draws its own progress, in a terminal only
  // Under `npm start` npm says where it is itself; that one is surely there.
  const itself = process.env.npm_execpath;
  const [command, first] = itself?.endsWith('npm-cli.js') ? [process.execPath, [itself]] : ['npm', []];
  const npmCi = () =>
    run('npm ci', command, [...first, 'ci', '--no-audit', '--no-fund'], root, { shown, note });
  try {
    await npmCi();
  } catch {
    // npm cannot always clear what it left half done itself.
    rmSync(join(root, 'node_modules'), { recursive: true, force: true });
    await npmCi();
  }
  rmSync(noteFile, { force: true });
}

function run(called, command, args, cwd, { shown = false, note = () => {} } = {}) {
  const stdio = shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, args, { cwd, stdio });
  if (child.pid !== undefined) note(child);
  running = child;
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    const failed = (why) => reject(new StartError(`${output}\n${called} failed (${why}).`.trim()));
    child.once('error', (error) => failed(error.message));
    child.once('close', (code, signal) => {
      running = undefined;
      if (stopping) return; // we are about to exit: nothing goes on, and nothing is tried again
      if (code === 0) resolve();
      else failed(signal ?? `exit code ${code}`);
    });
  });
}

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;
