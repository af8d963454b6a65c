import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { merged } from '../../state/graph.ts';
import { pathsAsked, pathsIn } from '../../state/paths.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/** The paths that the view asks for: under its filters, of its datasets. */
export function usePaths() {
  const { queries, context } = useApp();
  const client = useQueryClient();
  const { datasets, paths, filters, time } = useView();
  const asked = useMemo(
    () => pathsAsked({ datasets, paths, filters, time }),
    [datasets, paths, filters, time],
  );
  const query = queries.paths(asked);
  const found = useQuery(query);
  const { data } = found;
  useEffect(() => {
    if (!data) return;
    const claims = data.paths.flatMap(({ steps }) => steps.flatMap((step) => step.claims));
    context.store.setState(({ graph }) => ({ graph: merged(graph, { entities: data.entities, claims }) }));
  }, [data, context]);
  const graph = useAppState((state) => state.graph);
  const rows = useMemo(() => (data ? pathsIn(graph, data) : []), [graph, data]);
  return {
    asked,
    rows,
    truncated: data?.truncated === true,
    found,
    /** Gives the search up; it can be begun again. */
    cancel: () => void client.cancelQueries({ queryKey: query.queryKey }),
  };
}
