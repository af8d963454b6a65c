// One running server a folder: `npm start` in a folder where one runs prints its address. Node built-ins only:
// start.mjs asks before anything is installed.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimFolder, claimHolder, readJson, writeAtomically } from './claims.mjs';
import { identify } from './processes.mjs';

const claimsOf = (home) => join(home, 'run');
const fileOf = (home) => join(home, 'instance.json');

/** Claims the folder for this process (again, if it has it already), or says who has it. */
export async function claimInstance(home) {
  const claim = await claimFolder(claimsOf(home));
  if (!claim.claimed) return claim;
  const me = identify(process.pid);
  if (readJson(fileOf(home))?.started !== me.started) rmSync(fileOf(home), { force: true }); // its writer is gone
  return {
    claimed: true,
    publish: (address) => writeAtomically(fileOf(home), JSON.stringify({ ...me, address })),
    release: () => {
      rmSync(fileOf(home), { force: true });
      claim.release();
    },
  };
}

/** The server that holds the folder, with its address once it has one and answers there. */
export async function runningInstance(home) {
  const holder = claimHolder(claimsOf(home));
  if (!holder) return undefined;
  const saved = readJson(fileOf(home));
  const its = saved?.pid === holder.pid && saved?.started === holder.started;
  const address = its && typeof saved.address === 'string' ? saved.address : undefined;
  return {
    pid: holder.pid,
    ...(address && { address }),
    answers: Boolean(address && (await answers(address))),
  };
}

/** Ready or not (503 while the database is away), it is our server if its health says that it lives. */
async function answers(address) {
  try {
    const response = await fetch(new URL('/api/health', address), { signal: AbortSignal.timeout(3_000) });
    if (response.status === 401) return true; // it asks for the token that only its users have
    return (await response.json()).alive === true;
  } catch {
    return false;
  }
}
