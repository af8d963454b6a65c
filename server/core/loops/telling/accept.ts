import type { LoopQuery } from '../question/query.ts';
import type { Accept } from './combinations.ts';

/** What a query asks of one telling, beyond what its claims and its steps have passed already. */
export function acceptOf({ time, unknown }: LoopQuery): Accept | undefined {
  const undated = unknown?.includes('date') ?? false;
  if (time?.mode === 'ordered')
    return (_, { order }) => order === 'ordered' || (undated && order !== 'impossible');
  if (time?.mode !== 'window') return undefined;
  return (legs) => {
    let [latest, earliest] = [-Infinity, Infinity];
    for (const { when } of legs) {
      if (when?.orders) {
        latest = Math.max(latest, when.from);
        earliest = Math.min(earliest, when.to);
      } else if (!undated) return false;
    }
    return !(latest - earliest > time.days);
  };
}
