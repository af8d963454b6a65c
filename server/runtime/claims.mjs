// An exclusive claim on a folder that a dead holder does not keep. Node has no flock, and "delete the stale lock
// file, then create mine" lets two starters win. Here each contender first writes a file of its own, named by
// process and start time, and then looks at the others: of two contenders at least one sees the other, so two
// never win. Files of the dead can be swept by anyone, because no later process has the same name.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from './processes.mjs';

const NAME = /^(\d+)@([A-Za-z0-9-]+)\.(trying|held)$/;

/** Writes a file so that a reader sees the old or the new one, never half. */
export function writeAtomically(path, text) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // missing, or written by a hand or disk that failed: nothing to believe
  }
}

/** The living others. A holder keeps its `trying` file beside the `held` one: a renamed file can be missed by
 * someone who is reading the folder at that moment. */
function listLive(folder, me) {
  const live = new Map();
  for (const name of readdirSync(folder)) {
    const match = NAME.exec(name);
    if (!match) continue;
    const other = { pid: Number(match[1]), started: match[2], held: match[3] === 'held' };
    if (other.pid === me.pid && other.started === me.started) continue;
    const key = `${other.pid}@${other.started}`;
    if (!isAlive(other)) rmSync(join(folder, name), { force: true });
    else live.set(key, { ...other, held: other.held || live.get(key)?.held === true });
  }
  return [...live.values()];
}

/** Who holds the folder now, if anyone. */
export function claimHolder(folder) {
  try {
    return listLive(folder, { pid: 0, started: '' }).find((one) => one.held);
  } catch {
    return undefined; // no folder, no holder
  }
}

/** Claims the folder for this process, or says who has it. Claiming again what one holds is fine. */
export async function claimFolder(folder, patienceMs = 10_000) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me = identify(process.pid);
  if (!me) throw new Error('This system does not say when a process started (neither /proc nor ps).');
  const file = (state) => join(folder, `${me.pid}@${me.started}.${state}`);
  const release = () => {
    for (const state of ['held', 'trying']) rmSync(file(state), { force: true });
  };
  const won = { claimed: true, release };
  if (readdirSync(folder).includes(`${me.pid}@${me.started}.held`)) return won;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    writeFileSync(file('trying'), '', { mode: 0o600 });
    const others = listLive(folder, me);
    const holder = others.find((one) => one.held);
    if (others.length === 0) {
      writeFileSync(file('held'), '', { mode: 0o600 });
      return won;
    }
    if (holder || Date.now() > deadline) {
      release();
      const { pid, started } = holder ?? others[0];
      return { claimed: false, holder: { pid, started } };
    }
    // Both are trying: the higher pid steps back for a moment, so the lower one finds itself alone.
    if (others.some((one) => one.pid < me.pid)) release();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
