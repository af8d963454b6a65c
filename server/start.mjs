// What `npm start` runs, on a fresh clone too: Node built-ins only, until the libraries are there.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArguments, USAGE } from './runtime/arguments.mjs';
import { claimInstance, runningInstance } from './runtime/instance.mjs';
import { ensureClient, ensureLibraries, stopChild } from './runtime/prepare.mjs';

const OLDEST_NODE = [20, 19];
const WAIT_FOR_OTHER_MS = 10 * 60_000; // a first start on a slow line takes minutes
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = process.env.LOOPSCOPE_HOME || join(root, '.loopscope');
const say = (line) => process.stdout.write(`${line}\n`);
// A reader that closes the pipe (`npm start | head`) must not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor, wantMinor] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  fail(`Loopscope needs Node ${wantMajor}.${wantMinor} or newer; this is ${process.versions.node}.`);
}

/** A browser that nobody would see is not opened. */
function canShowBrowser() {
  if (!process.stdout.isTTY || process.env.CI) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The claim on this folder; or, where a server runs already, its address, and the end. */
async function claimOrPoint(options) {
  const deadline = Date.now() + WAIT_FOR_OTHER_MS;
  let told = false;
  let holder = 'unknown';
  while (Date.now() < deadline) {
    const claim = await claimInstance(home);
    if (claim.claimed) return claim;
    holder = claim.holder.pid;
    const other = await runningInstance(home);
    if (other && options.reset)
      fail(`Loopscope runs in this folder (process ${other.pid}). Stop it before --reset.`);
    if (other?.answers) {
      say(`Loopscope runs already: ${other.address}`);
      process.exit(0);
    }
    if (other && !told)
      say(`Another start is under way here (process ${other.pid}); waiting for its address.`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  fail(`Another start in this folder (process ${holder}) never came up.`);
}

async function start() {
  checkNode();
  const options = parseArguments(process.argv.slice(2));
  if (options.problem) fail(`${options.problem}\n\n${USAGE}`, 2);
  if (options.help) return say(USAGE);

  const interrupted = async (signal) => {
    await stopChild();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupted);

  const claim = await claimOrPoint(options);
  process.on('exit', claim.release);
  if (!options.prebuilt) {
    await ensureLibraries(root, home, say);
    await ensureClient(root, say);
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./main.ts');
  // From here on the server stops itself in order.
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
  await main({
    ...(options.port !== undefined && { port: options.port }),
    open: options.open && canShowBrowser(),
    reset: options.reset,
    home,
  });
}

start().catch((error) => {
  // A RuntimeError or StartError is written for the person who starts; anything else is a fault of ours.
  fail(['RuntimeError', 'StartError'].includes(error?.name) ? error.message : String(error?.stack ?? error));
});
