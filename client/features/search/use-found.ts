import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApp } from '../app-context.tsx';

const PAUSE = 110;

/**
 * What the server finds for what is typed, after a short pause: nothing that has been typed over is asked. `waiting` until the answer is to
 * what stands there now; `asked` is what it is to.
 */
export function useFound(typed: string, datasets: readonly string[]) {
  const { queries } = useApp();
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery(queries.search(asked, datasets));
  return { asked, found, waiting: typed !== asked || found.isFetching };
}
