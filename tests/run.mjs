// `npm test`, on a fresh clone too: Node built-ins only until the libraries are there. Installs what the tests need, runs every stage,
// and ends with the plain line `N passed, N failed`. A stage that crashes counts as one failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureClient, ensureLibraries } from '../server/runtime/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, '.loopscope');
const artifacts = join(root, 'tests', 'artifacts');
const ci = Boolean(process.env.CI);
const wanted = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs a command; its output is shown as it comes, or kept and given back where several run side by side. */
function run(command, args, { show = true, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** What Debian has and the tests use. Only root may install it; whoever is not root is told what is missing. */
async function ensurePackages() {
  const packages = [];
  if (!['chromium', 'chromium-browser', 'google-chrome'].some(onPath))
    packages.push('chromium', 'fonts-noto-cjk');
  if (!onPath('docker-compose')) packages.push('docker-compose');
  if (packages.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(
      `Not installed: ${packages.join(', ')}. The tests that use them ${ci ? 'will fail' : 'are skipped'}.`,
    );
    return;
  }
  say(`Installing ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { show: false, env });
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { show: false, env },
  );
  if (code !== 0) say(output.slice(-2000));
}

/** An npm script that passes or fails as one. */
async function check(name) {
  const began = Date.now();
  const { code, output } = await run('npm', ['run', '--silent', name], { show: false });
  say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (code !== 0) say(output);
  total[code === 0 ? 'passed' : 'failed'] += 1;
}

/** One project of vitest, its cases added up from the report that it writes. */
async function suite(name, args) {
  say(`\n== ${name}`);
  const report = join(artifacts, `${name}.json`);
  rmSync(report, { force: true });
  const { code } = await run(join(root, 'node_modules', '.bin', 'vitest'), [
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  if (!existsSync(report)) {
    say(`The stage ${name} ended without a report.`);
    total.failed += 1;
    return;
  }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  total.passed += numPassedTests;
  total.skipped += numPendingTests;
  // A file that cannot be loaded has no failed case to be counted.
  total.failed += numFailedTests > 0 ? numFailedTests : code === 0 ? 0 : 1;
  // A skip is for a machine that lacks something; CI lacks nothing.
  if (ci && numPendingTests > 0) {
    say(`${numPendingTests} skipped in CI: counted as failed.`);
    total.failed += numPendingTests;
  }
  const cases = (store) =>
    testResults
      .flatMap((file) => file.assertionResults)
      .filter(({ ancestorTitles }) => ancestorTitles.includes(`the ${store} store`)).length;
  if (cases('memory') > 0)
    say(`The store suite: ${cases('memory')} cases on memory, ${cases('neo4j')} on Neo4j.`);
}

const STAGES = {
  static: () =>
    Promise.all([
      check('types'),
      check('lint')
        .then(() => check('structure'))
        .then(() => check('unused'))
        .then(() => check('seed:check')),
    ]),
  unit: () => suite('unit', ['--maxWorkers=2']),
  neo4j: async () => {
    await ensureClient(root, say);
    await suite('neo4j', []);
  },
  runtime: () => suite('runtime', []),
};

const began = Date.now();
mkdirSync(artifacts, { recursive: true });
const unknown = wanted.filter((name) => !Object.hasOwn(STAGES, name));
if (unknown.length > 0) {
  say(`There is no stage ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(', ')}.`);
  process.exit(2);
}
try {
  await Promise.all([ensureLibraries(root, home, say), ensurePackages()]);
  for (const [name, stage] of Object.entries(STAGES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (!ci && ['neo4j', 'runtime'].includes(name) && !(onPath('java') && onPath('mvn'))) {
      say(`\n== ${name}: skipped, since it needs Java 17 and Maven on this machine.`);
      continue;
    }
    await stage();
  }
} catch (error) {
  say(String(error?.stack ?? error));
  total.failed += 1;
}
say(`\n${((Date.now() - began) / 1000).toFixed(0)} s; ${total.skipped} skipped.`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
