// Finds or starts the database: the environment's Neo4j, else a local one of our own, else none (memory).
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inWords, type Why, why } from '../core/model/why.ts';
import { claimHolder } from './claims.mjs';
import { connectionFromEnvironment } from './connection.ts';
import { RuntimeError, Unavailable } from './errors.ts';
import { foldersOf } from './layout.ts';
import { startLocal } from './local.ts';
import { isAlive, waitForEnd } from './processes.mjs';
import { supervisorState } from './supervised.ts';
import type { RuntimeOptions, RuntimeOutcome } from './types.ts';

export { openBrowser } from './browser.ts';
export { claimInstance, runningInstance } from './instance.mjs';
export { freePort, listenPort } from './ports.ts';
export type { NeoConnection, RuntimeOptions, RuntimeOutcome, RuntimeReport } from './types.ts';

export async function startRuntime(options: RuntimeOptions): Promise<RuntimeOutcome> {
  const wanted = options.env.LOOPSCOPE_STORE?.trim().toLowerCase() || undefined;
  if (wanted !== undefined && wanted !== 'memory' && wanted !== 'neo4j') {
    throw new RuntimeError('bad-setting', 'LOOPSCOPE_STORE must be "neo4j" or "memory", or not be set.');
  }
  if (wanted === 'memory') return inMemory([why('memory.asked')]);
  const connection = connectionFromEnvironment(options.env);
  if (connection) return { store: 'neo4j', connection, stop: async () => {} };
  try {
    return { store: 'neo4j', ...(await startLocal({ ...options, home: resolve(options.home) })) };
  } catch (error) {
    const without = whyToGoWithout(error);
    if (without === undefined) throw error;
    // Who asks for Neo4j by name (CI does) wants to hear that it is missing.
    if (wanted === 'neo4j') throw new RuntimeError('no-neo4j', inWords(...without), { cause: error });
    return inMemory(without);
  }
}

function inMemory(why: readonly Why[]): RuntimeOutcome {
  return { store: 'memory', reason: inWords(...why), why, stop: async () => {} };
}

function whyToGoWithout(error: unknown): readonly Why[] | undefined {
  if (error instanceof Unavailable) return error.why;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'ENOSPC') return [why('memory.full')];
  if (error.code === 'EACCES' || error.code === 'EROFS') return [why('memory.folder')];
  return undefined;
}

/** Removes the data of the local Neo4j: never the jars, never a database that is not ours. */
export async function resetLocal(home: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (env.NEO4J_URI?.trim()) {
    throw new RuntimeError(
      'not-ours',
      'NEO4J_URI names a database that is not ours to reset. Unset it to reset the local one.',
    );
  }
  const folders = foldersOf(resolve(home));
  const holder = claimHolder(folders.run);
  if (holder) {
    const state = supervisorState(folders.run);
    const orphaned = state?.supervisor.pid === holder.pid && !isAlive(state.parent);
    if (!orphaned || !(await waitForEnd(holder, 30_000))) {
      throw new RuntimeError('in-use', 'A running server uses the local Neo4j. Stop it first.');
    }
  }
  await rm(folders.data, { recursive: true, force: true });
}
