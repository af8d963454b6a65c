import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { receiveMore } from '../../commands/datasets.ts';
import { reachOf } from '../../state/datasets.ts';
import { askedIn } from '../../state/loop-query.ts';
import { changesIn, datedLoops, histogramIn, spanIn, spanOf, timeless } from '../../state/timeline.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/** The claims by date, and the loops in time: all that ever were, under the filters that are not about time. */
export function useTimeline() {
  const { queries, context } = useApp();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const loaded = useAppState((state) => state.loops);
  const served = useAppState((state) => state.served);
  const { placed, filters, time, datasets, loops: list } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected and where it stands is not about time
  const histogram = useMemo(() => histogramIn(graph, view), [graph, placed, filters, time]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const asked = useMemo(() => askedIn(timeless(view)), [datasets, list, filters, time.by]);
  const ever = useQuery({
    ...queries.loopsEver(reachOf(served, datasets), asked),
    enabled: datasets.length > 0,
  });
  const { data } = ever;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list may have left them out since
  useEffect(() => {
    if (data) receiveMore(context, data);
  }, [data, loaded, context]);
  const dated = useMemo(
    () => datedLoops({ graph, loops: data?.loops ?? [] }, list, time.by),
    [graph, data, list, time.by],
  );
  const changes = useMemo(() => {
    const found = changesIn(dated, spanIn(histogram.bars, time));
    const day = spanOf(time.asOf);
    // As of a date the bar up to it says what came and went; what is open is so on the day itself.
    const from = time.by === 'known' ? day?.to : day?.from;
    return day && from !== undefined
      ? { ...found, open: changesIn(dated, { from, to: day.to }).open }
      : found;
  }, [dated, histogram, time]);
  return { histogram, dated, changes, ever };
}
