// Owns the Java process of the local Neo4j. A process and a session of its own, so that neither Ctrl-C in the
// terminal nor kill -9 of the server takes the database down half way: when stdin closes, for whatever reason, it
// stops Java in order and ends. Node built-ins only, so that it is up in 40 ms and small.
// In: one line of JSON (Launch), then nothing until the end. Out: one JSON event a line. No secret passes here.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { claimFolder, readJson, writeAtomically } from './claims.mjs';
import { endProcess, identify } from './processes.mjs';

const QUICK_MS = 15_000; // a life shorter than this counts as a failure to start
const MAX_QUICK = 5;
const GRACE_MS = 20_000;

let launch;
let java;
let stopping = false;
let wake = () => {};

// The parent may be gone already: then nobody reads, and that is no reason to end before Java has.
process.stdout.on('error', () => {});
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
process.on('SIGTERM', stop);

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  launch = JSON.parse(line);
  run().then(
    () => process.exit(0),
    (error) => {
      tell({ event: 'gave-up', reason: error.message, tail: '' });
      process.exit(1);
    },
  );
});
lines.on('close', () => (launch ? stop() : process.exit(0)));

function stop() {
  stopping = true;
  wake();
  if (!java) return;
  const child = java;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
}

const stateFile = () => join(launch.runFolder, 'supervisor.json');
function saveState(javaIdentity) {
  const state = { supervisor: identify(process.pid), parent: launch.parent, port: launch.port };
  writeAtomically(stateFile(), JSON.stringify({ ...state, java: javaIdentity ?? null }));
}

async function run() {
  const claim = await claimFolder(launch.runFolder);
  if (!claim.claimed) {
    tell({ event: 'held', pid: claim.holder.pid });
    return;
  }
  await endLeftover();
  // Written by whoever holds the claim: an earlier Neo4j may restart from its own settings until then.
  writeFileSync(launch.settings.path, launch.settings.text, { mode: 0o600 });
  let quick = 0;
  while (!stopping) {
    const life = await live();
    if (stopping) break;
    quick = life.ms < QUICK_MS ? quick + 1 : 1;
    const tail = logTail(life.logFrom);
    tell({ event: 'died', code: life.code, signal: life.signal, tail });
    if (quick >= MAX_QUICK) {
      tell({ event: 'gave-up', reason: `Neo4j ended ${quick} times soon after its start.`, tail });
      break;
    }
    await pause(250 * 2 ** (quick - 1));
  }
  saveState(null);
  claim.release();
  tell({ event: 'stopped' });
}

/** An earlier supervisor that was itself killed leaves its Java behind, which holds the store. */
async function endLeftover() {
  const leftover = readJson(stateFile())?.java;
  saveState(leftover);
  if (leftover && !(await endProcess(leftover, launch.homeFolder, GRACE_MS))) {
    throw new Error(`An earlier Neo4j (process ${leftover.pid}) does not end; end it by hand.`);
  }
  saveState(null);
}

function live() {
  const log = openSync(launch.consoleLog, 'a', 0o600);
  const logFrom = statSync(launch.consoleLog).size;
  const born = Date.now();
  return new Promise((resolve, reject) => {
    java = spawn(launch.java, launch.args, { cwd: launch.homeFolder, stdio: ['ignore', log, log] });
    closeSync(log);
    java.once('error', reject);
    java.once('exit', (code, signal) => {
      java = undefined;
      resolve({ code, signal, ms: Date.now() - born, logFrom });
    });
    if (java.pid === undefined) return; // 'error' follows
    saveState(identify(java.pid));
    tell({ event: 'started', pid: java.pid });
    if (stopping) stop();
  });
}

function logTail(from) {
  try {
    const text = readFileSync(launch.consoleLog).subarray(from).toString('utf8').trimEnd();
    return text.split('\n').slice(-30).join('\n').slice(-4_000);
  } catch {
    return '';
  }
}

function pause(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
