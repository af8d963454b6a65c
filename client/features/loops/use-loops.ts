import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { receive } from '../../commands/datasets.ts';
import { reachOf, sameDatasets } from '../../state/datasets.ts';
import { askedIn, LIST, mostOf, needsServer, questionOf } from '../../state/loop-query.ts';
import { listedIn, stands } from '../../state/loops.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/**
 * The loops of the list. One answer of the server serves all filters; only where it was cut short, or longer loops are
 * asked for than it has, does the server filter.
 */
export function useLoops() {
  const { queries, context } = useApp();
  const client = useQueryClient();
  const view = useView();
  const { loops: filters, datasets } = view;
  // Made anew only when what is asked changes, and not with each selection.
  const asked = useMemo(
    () => askedIn({ datasets, loops: filters, filters: view.filters, time: view.time }),
    [datasets, filters, view.filters, view.time],
  );
  const served = useAppState((state) => state.served);
  const graph = useAppState((state) => state.graph);
  const adopted = useAppState((state) => sameDatasets(state.loopsOf, datasets));
  const reach = reachOf(served, datasets);
  const all = useQuery({ ...queries.loops(datasets, reach), enabled: datasets.length > 0 });
  const further = filters.maxLength !== undefined && filters.maxLength > reach;
  const constrained = needsServer(asked);
  const narrow = all.data !== undefined && (all.data.truncated || further || constrained);
  const most = useAppState((state) => mostOf(state, asked));
  const some = useQuery({ ...queries.loopsFor(reach, asked, most), enabled: narrow });
  const passing = constrained && some.data ? some.data : undefined;
  const found = useMemo(() => {
    if (!narrow) return all.data;
    if (!passing || !all.data) return some.data ?? all.data;
    // What does not pass is still a loop: it may be selected, and others are told of it.
    const ids = new Set(passing.loops.map(({ id }) => id));
    return {
      ...passing,
      loops: [...passing.loops, ...all.data.loops.filter(({ id }) => !ids.has(id))],
      entities: [...passing.entities, ...all.data.entities],
    };
  }, [narrow, passing, all.data, some.data]);
  useEffect(() => {
    if (found && adopted) receive(context, found);
  }, [found, adopted, context]);
  const passes = useAppState((state) => state.passing);
  const unsaid = passes === undefined;
  const failed = constrained && some.isError;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said again where it was forgotten with the data
  useEffect(() => {
    // Until the next answer the former one stands; where there is none to come, nothing passes.
    if (passing && adopted) context.store.setState({ passing: passing.loops.map(({ id }) => id) });
    else if (!constrained || failed) context.store.setState({ passing: failed ? [] : undefined });
  }, [passing, adopted, constrained, failed, unsaid, context]);
  const loops = useAppState((state) => state.loops);
  const shown = useMemo(
    () => listedIn({ graph, loops, passing: passes }, asked),
    [graph, loops, passes, asked],
  );
  // What is left out without a filter of the reader's is said for what it is.
  const exchanges = useMemo(() => {
    if (filters.exchanges) return 0;
    const all = { ...asked, loops: { ...filters, exchanges: true } };
    return listedIn({ graph, loops, passing: passes }, all).length - shown.length;
  }, [graph, loops, passes, asked, filters, shown]);
  const waiting = narrow && some.isFetching;
  const givenUp = narrow && (some.isPending || some.isPlaceholderData) && !some.isFetching;
  const truncated = found?.truncated === true;
  return {
    shown,
    /** The same where it is known to be all there is. */
    whole: truncated || waiting || givenUp || failed ? undefined : shown,
    /** Loops of two legs between the same two, which pass all else. */
    exchanges,
    hidden: loops.filter((loop) => stands(loop) || shown.includes(loop)).length - shown.length - exchanges,
    /** Whether there are more than these, of these lengths. */
    truncated,
    /** Why the list is cut short, and how far the search had come. */
    cut: found?.truncated ? found : undefined,
    /** Has the list go on, where there are more loops than it has and it can. */
    goOn:
      found?.reason === 'limit' && most < LIST.most && !waiting
        ? () => context.store.setState({ goesOn: questionOf(asked) })
        : undefined,
    /** More loops are being looked for. */
    waiting,
    /** The reader gave the search up before it had an answer: what was there is kept. */
    givenUp,
    giveUp: () => void client.cancelQueries({ queryKey: queries.loopsFor(reach, asked, most).queryKey }),
    again: () => void some.refetch(),
    /** How long the loops are that were looked for, where longer ones were not. */
    upTo: filters.maxLength ?? reach,
    /** Why the server would not say which pass. */
    refused: constrained ? some.error : null,
    all,
  };
}
