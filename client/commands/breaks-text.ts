import type { Output } from '../../server/core/contract/index.ts';
import type { Translate } from '../locales/index.ts';

/** What breaks all loops, in a sentence or two: how few claims or legs, and whether that is known or only the best that was found. */
export function breaksText(
  t: Translate,
  { smallest, truncated }: Pick<Output<'whatIf'>, 'smallest' | 'truncated'>,
  by: 'claim' | 'leg',
): string {
  const { sets, exact, least } = smallest;
  const count = sets[0]?.length ?? 0;
  if (count === 0) return exact ? t('breakers.none') : t('breakers.notYet', { least });
  const legs = by === 'leg';
  return [
    exact
      ? t(legs ? 'breakers.exactLegs' : 'breakers.exact', { count })
      : t(legs ? 'breakers.greedyLegs' : 'breakers.greedy', { count, least }),
    ...(sets.length > 1 ? [t('breakers.ways', { count: sets.length })] : []),
    ...(truncated ? [t('whatIf.truncated')] : []),
  ].join(' ');
}
