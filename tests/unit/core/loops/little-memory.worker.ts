/** Keeps the best few, or all, of thousands of loops that are equally good, so that each of them is told; says how many were. */
import { parentPort, workerData } from 'node:worker_threads';
import { searchLoops } from '../../../../server/core/loops/index.ts';
import { FlowClaimRow } from '../../../../server/core/loops/projection/flow.ts';

const names = Array.from({ length: 14 }, (_, at) => `e${at}`);
const claims = names.flatMap((from) =>
  names
    .filter((to) => to !== from)
    .map((to) =>
      FlowClaimRow.parse({
        id: `${from}-${to}`,
        from,
        type: 'BUYS_FROM',
        to,
        dataset: 'd',
        modality: 'fact',
        basis: 'stated',
      }),
    ),
);
let asked = 0;
const { found } = searchLoops(
  { version: 'v', claims, parts: [], fiscalYearEnds: {}, sameAs: {} },
  {
    reading: 'elementary',
    minLength: 8,
    maxLength: 8,
    exchanges: 'exclude',
    limit: workerData.kept === 'few' ? 50 : 1_000_000,
  },
  () => ++asked > 8_000,
);
parentPort?.postMessage(found);
