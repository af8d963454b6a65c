import { useMemo } from 'react';
import { type AllGauged, allGauged } from '../state/looks/look.ts';
import { useAppState, useView } from './app-context.tsx';

/** What entities are sized and coloured by, of what is shown now. */
export function useGauged(): AllGauged {
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const networks = useAppState((state) => state.networks);
  const { looks, placed, filters, time } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the view these are what it is made from
  return useMemo(() => allGauged(graph, view, networks), [graph, looks, placed, filters, time, networks]);
}
