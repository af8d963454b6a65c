import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const Question = z.object({ query: z.string(), rows: z.int(), runs: z.int() });
export type Question = z.infer<typeof Question>;
/** Seconds to the first row and to the last, the median of the runs. */
export const Measure = z.object({ first: z.number(), all: z.number(), peak: z.number() });
export type Measure = z.infer<typeof Measure>;

const Settings = z.object({
  uri: z.string(),
  user: z.string(),
  password: z.string(),
  database: z.string().optional(),
});
export const connectionFrom = (text: string | undefined) => Settings.parse(JSON.parse(text ?? ''));

/** The most memory that this process has held. */
export const peakMiB = (): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);

/** A server, and who asks it by a driver, have been at it for a while: what is measured is not how fast code is compiled. */
const WARM = 300;

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs it for one row to make it known, then as often as is asked. `once` tells of its first row, and resolves after its last. */
export async function measured(
  { rows: all, runs }: Question,
  once: (rows: number, first: () => void) => Promise<number>,
): Promise<Pick<Measure, 'first' | 'all'>> {
  const firsts: number[] = [];
  const alls: number[] = [];
  for (let run = -WARM; run < runs; run++) {
    const rows = run < 0 ? 1 : all;
    const began = performance.now();
    let first = 0;
    const counted = await once(rows, () => {
      first ||= performance.now() - began;
    });
    if (counted !== rows) throw new Error(`${counted} rows came, ${rows} were asked for`);
    if (run < 0) continue;
    firsts.push(first / 1000);
    alls.push((performance.now() - began) / 1000);
  }
  return { first: median(firsts), all: median(alls) };
}
