import { useMemo } from 'react';
import { joined } from '../../state/search.ts';
import { useAppState, useView } from '../app-context.tsx';
import { useFound } from './use-found.ts';

/** What is found for what is typed into the search box; the hits before stay until the new ones are there. */
export function useSearch() {
  const { datasets } = useView();
  const query = useAppState((state) => state.query).trim();
  const { found, waiting } = useFound(query, datasets);
  const graph = useAppState((state) => state.graph);
  const hits = useMemo(() => joined(graph, found.data?.hits ?? []), [graph, found.data]);
  return { query, found, hits, waiting };
}
