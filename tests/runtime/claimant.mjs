// Not a test: a process that claims a folder, says whether it won, and keeps it until it is killed.
import { claimInstance } from '../../server/runtime/instance.mjs';

const claim = await claimInstance(process.argv[2]);
process.stdout.write(`${JSON.stringify(claim)}\n`);
if (claim.claimed) {
  claim.publish(process.argv[3]);
  setInterval(() => {}, 1_000);
}
