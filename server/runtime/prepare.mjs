// What has to be there before the server can be loaded: the libraries, and the client as built by Vite.
// Node built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readJson } from './claims.mjs';

class StartError extends Error {
  name = 'StartError';
}

const children = new Set();

export function stopChildren() {
  for (const child of children) child.kill('SIGTERM');
}

const sha = (content) => createHash('sha256').update(content).digest('hex');
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** The libraries as package-lock.json has them. */
export async function ensureLibraries(root, say) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const marker = join(root, 'node_modules', '.loopscope-lock');
  if (read(marker) === sha(lock) && allThere(root)) return;
  if (!installedByHand(root, lock)) {
    say('Installing libraries …');
    const began = Date.now();
    // `npm ci` begins by removing node_modules, and this marker with it: half an install is never believed.
    rmSync(marker, { force: true });
    await runNpm(['ci', '--no-audit', '--no-fund'], root);
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

/** The page in dist/client, built from the sources as they are now. */
export async function ensureClient(root, say) {
  const marker = join(root, 'dist', 'client.hash');
  const now = hashOfSources(root);
  if (read(marker) === now && existsSync(join(root, 'dist', 'client', 'index.html'))) return;
  say('Building the page …');
  const began = Date.now();
  rmSync(marker, { force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await run('vite build', process.execPath, [vite, 'build'], root, false);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(marker, now);
  say(`Built the page in ${seconds(began)}.`);
}

function hashOfSources(root) {
  const hash = createHash('sha256');
  const configs = readdirSync(root).filter((name) =>
    /^(vite\.config\.|package-lock\.json$|tsconfig)/.test(name),
  );
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

function runNpm(args, root) {
  // Under `npm start` npm says where it is itself; that one is surely there.
  const itself = process.env.npm_execpath;
  const shown = Boolean(process.stdout.isTTY); // npm draws its own progress, in a terminal only
  return itself?.endsWith('npm-cli.js')
    ? run('npm ci', process.execPath, [itself, ...args], root, shown)
    : run('npm ci', 'npm', args, root, shown);
}

function run(called, command, args, cwd, shown) {
  const child = spawn(command, args, {
    cwd,
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    const failed = (why) => {
      children.delete(child);
      reject(new StartError(`${output.trim()}\n${called} failed (${why}).`.trim()));
    };
    child.once('error', (error) => failed(error.message));
    child.once('close', (code, signal) => {
      if (code !== 0) return failed(signal ?? `exit code ${code}`);
      children.delete(child);
      resolve();
    });
  });
}

const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;
