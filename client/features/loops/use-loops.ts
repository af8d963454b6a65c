import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { receive } from '../../commands/datasets.ts';
import { reachOf, sameDatasets } from '../../state/datasets.ts';
import { listed } from '../../state/loops.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/**
 * The loops of the list. One answer of the server serves all filters; only where it was cut short, or longer loops are
 * asked for than it has, does the server filter.
 */
export function useLoops() {
  const { queries, context } = useApp();
  const { loops: filters, datasets } = useView();
  const served = useAppState((state) => state.served);
  const graph = useAppState((state) => state.graph);
  const adopted = useAppState((state) => sameDatasets(state.loopsOf, datasets));
  const reach = reachOf(served, datasets);
  const all = useQuery({ ...queries.loops(datasets, reach), enabled: datasets.length > 0 });
  const further = filters.maxLength !== undefined && filters.maxLength > reach;
  const narrow = all.data !== undefined && (all.data.truncated || further);
  const some = useQuery({ ...queries.loopsFor(datasets, reach, filters), enabled: narrow });
  const found = narrow ? (some.data ?? all.data) : all.data;
  useEffect(() => {
    if (found && adopted) receive(context, found);
  }, [found, adopted, context]);
  const loops = useAppState((state) => state.loops);
  const shown = useMemo(() => listed(graph, loops, filters), [graph, loops, filters]);
  return {
    shown,
    hidden: loops.length - shown.length,
    /** Whether there are more than these, of these lengths. */
    truncated: found?.truncated === true,
    /** Longer loops are being read. */
    waiting: narrow && some.isFetching,
    /** How long the loops are that were looked for, where longer ones were not. */
    upTo: filters.maxLength ?? reach,
    all,
  };
}
