/** What a worker of ours tells: how far it is, then what came of it. */
type Told<Value> = { readonly done: number } | { readonly value: Value };

/**
 * Has a worker do one job. It is ended with the job, done or given up: nothing of it goes on. What it throws, this
 * throws.
 */
export function run<Job, Value>(
  worker: Worker,
  job: Job,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Given up.', 'AbortError')), {
      once: true,
    });
    worker.onmessage = ({ data }: MessageEvent<Told<Value>>) => {
      if ('done' in data) onProgress?.(data.done);
      else resolve(data.value);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
