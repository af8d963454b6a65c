import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApp, useAppState } from '../app-context.tsx';

const PAUSE = 110;

/** What is found for what is typed, after a short pause; the hits before stay until the new ones are there. */
export function useSearch() {
  const { queries } = useApp();
  const query = useAppState((state) => state.query).trim();
  const [asked, setAsked] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query), PAUSE);
    return () => clearTimeout(timer);
  }, [query]);
  const found = useQuery(queries.search(asked));
  return { query, found, waiting: query !== asked || found.isFetching };
}
