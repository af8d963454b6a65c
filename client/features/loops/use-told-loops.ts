import { useMemo } from 'react';
import { isFiltered } from '../../state/filters.ts';
import { type Loop, stands } from '../../state/loops.ts';
import { useAppState, useView } from '../app-context.tsx';

/** The loops that are told of beside the list: those that the filters leave, whatever the list itself narrows down to. */
export function useToldLoops(): readonly Loop[] {
  const view = useView();
  const loops = useAppState((state) => state.loops);
  const passing = useAppState((state) => state.passing);
  const filtered = isFiltered(view);
  return useMemo(() => {
    if (!filtered || passing === undefined) return loops.filter(stands);
    const left = new Set(passing);
    return loops.filter(({ id }) => left.has(id));
  }, [filtered, passing, loops]);
}
