// What commands that work on the store have in common: the Neo4j that `npm start` uses, until they end or are told to stop.
import { fileURLToPath } from 'node:url';
import { normalise } from './http/errors.ts';
import { type Neo4jStore, neo4jStore } from './neo4j/index.ts';
import { startRuntime } from './runtime/index.ts';

type Wanted = {
  /** What cannot be done where there is no Neo4j: "load into". */
  to: string;
  /** Why it writes to a database that holds other data, if that has been said; reading commands ask nothing. */
  writes?: { yes: boolean; refusal: string };
};

/** @throws Error in words for a terminal, where there is no Neo4j, or it holds data that is not ours and nobody said `--yes` */
export async function withStore<T>(
  { to, writes }: Wanted,
  work: (store: Neo4jStore, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Error('Stopped. What was served before is served still.')));
  const runtime = await startRuntime({
    home: process.env.LOOPSCOPE_HOME || fileURLToPath(new URL('../.loopscope', import.meta.url)),
    env: process.env,
    signal: stop.signal,
    report: ({ step, detail }) => console.log(`  ${step}${detail ? ` (${detail})` : ''}`),
  });
  if (runtime.store === 'memory') throw new Error(`There is no Neo4j to ${to}. ${runtime.reason}`);
  const store = neo4jStore(runtime.connection);
  try {
    if (writes && !writes.yes && !(await store.mayWrite())) throw new Error(writes.refusal);
    return await work(store, stop.signal);
  } finally {
    await store.close();
    await runtime.stop();
  }
}

/** Runs a command; what goes wrong is one line for whoever called it, and the exit code 1, as is `false`. */
export async function command(run: () => Promise<unknown>): Promise<void> {
  try {
    process.exitCode = (await run()) === false ? 1 : 0;
  } catch (error) {
    const { code, message, cause } = normalise(error);
    console.error(code === 'internal' && cause instanceof Error ? cause.message : message);
    process.exitCode = 1;
  }
}
