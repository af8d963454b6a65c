// Not a test: the process that kills.test.ts kills.
import { startRuntime } from '../../server/runtime/index.ts';
import { cypher } from './support.ts';

const outcome = await startRuntime({ home: process.argv[2] ?? '', env: process.env, report: () => {} });
if (outcome.store === 'memory') throw new Error(outcome.reason);
process.on('SIGINT', async () => {
  // Ctrl-C went to the whole group; what a server saves while it stops must still find its database.
  const [count] = await cypher(outcome.connection, 'CREATE (:Kept {by: "SIGINT"}) RETURN "saved"');
  console.log(count);
  await outcome.stop();
  process.exit(0);
});
console.log(JSON.stringify(outcome.connection));
setInterval(() => {}, 1_000);
