import { Worker } from 'node:worker_threads';
import type { FindKeywords } from '../neo4j/index.ts';

/** What a text may take: the parser's time grows steeply with some nonsense. Its first takes longer, as the grammar is read. */
const PATIENCE_MS = 5_000;
const FIRST_PATIENCE_MS = 20_000;
/** The grammar takes 200 MB, and is only needed where something is refused. */
const IDLE_MS = 60_000;
const WAITING = 8;

type Answer = { id: number; keywords: number[] };

/** Asks Neo4j's grammar, on a thread of its own, which words of a text are keywords. No answer is one too: then no place is told. */
export function keywordFinder(): { find: FindKeywords; close(): Promise<void> } {
  const waiting = new Map<number, (keywords: ReadonlySet<number> | undefined) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  let read = false;

  const drop = (): void => {
    void worker?.terminate();
    worker = undefined;
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
  };

  function start(): Worker {
    const started = new Worker(new URL('./keywords.worker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    read = false;
    started.on('message', ({ id, keywords }: Answer) => {
      read = true;
      waiting.get(id)?.(new Set(keywords));
      waiting.delete(id);
    });
    // Too deep for its stack, too large for its memory.
    const lose = (): void => {
      if (worker === started) drop();
    };
    started.on('error', lose);
    started.on('exit', lose);
    started.unref();
    return started;
  }

  return {
    find: (text) => {
      if (waiting.size >= WAITING) return Promise.resolve(undefined);
      clearTimeout(idle);
      idle = setTimeout(drop, IDLE_MS).unref();
      worker ??= start();
      const id = ++last;
      return new Promise((resolve) => {
        const timer = setTimeout(drop, read ? PATIENCE_MS : FIRST_PATIENCE_MS).unref();
        waiting.set(id, (keywords) => {
          clearTimeout(timer);
          resolve(keywords);
        });
        worker?.postMessage({ id, text });
      });
    },
    close: async () => {
      clearTimeout(idle);
      drop();
    },
  };
}
