import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { receive } from '../../commands/boot.ts';
import { LOOPS_AT_ONCE } from '../../commands/queries.ts';
import { listed } from '../../state/loops.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';

/**
 * The loops of the list. One answer of the server serves all filters; only where it was cut short, or longer loops are
 * asked for than it has, does the server filter.
 */
export function useLoops() {
  const { queries, context } = useApp();
  const { loops: filters } = useView();
  const all = useQuery(queries.loops());
  const narrow = all.data !== undefined && (all.data.truncated || filters.maxLength > LOOPS_AT_ONCE);
  const some = useQuery({ ...queries.loopsFor(filters), enabled: narrow });
  const found = narrow ? (some.data ?? all.data) : all.data;
  useEffect(() => {
    if (found && found !== all.data) receive(context, found);
  }, [found, all.data, context]);
  const loops = useAppState((state) => state.loops);
  const shown = useMemo(() => listed(loops, filters), [loops, filters]);
  return { shown, hidden: loops.length - shown.length, truncated: found?.truncated === true, all };
}
