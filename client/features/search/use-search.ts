import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { joined } from '../../state/search.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

const PAUSE = 110;

/** What is found for what is typed, after a short pause; the hits before stay until the new ones are there. */
export function useSearch() {
  const { queries } = useApp();
  const { datasets } = useView();
  const query = useAppState((state) => state.query).trim();
  const [asked, setAsked] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), PAUSE);
    return () => clearTimeout(timer);
  }, [query]);
  const found = useQuery(queries.search(asked, datasets));
  const graph = useAppState((state) => state.graph);
  const hits = useMemo(() => joined(graph, found.data?.hits ?? []), [graph, found.data]);
  return { query, found, hits, waiting: query !== asked || found.isFetching };
}
