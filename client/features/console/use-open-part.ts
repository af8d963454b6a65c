import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { claimIn, entityIn } from '../../state/console/drawing.ts';
import { isPart, type Part } from '../../state/console/values.ts';
import { useApp } from '../app-context.tsx';

/** Selects what a node or relationship stands for, if it is an entity or a claim. */
export function useOpenPart() {
  const { dispatch } = useApp();
  const open = (part: Part): boolean => {
    const key = part.$type === 'Node' ? entityIn(part) : claimIn(part);
    if (key === undefined) return false;
    dispatch('openRecord', { kind: part.$type === 'Node' ? 'entity' : 'claim', key });
    return true;
  };
  return {
    open,
    /** The same for a value, where it is one of these. */
    first: (value: CypherValue): boolean => isPart(value) && open(value),
  };
}
