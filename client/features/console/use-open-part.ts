import {
  type CypherValue,
  isTyped,
  type NodeValue,
  type RelationshipValue,
} from '../../../server/core/cypher/values.ts';
import { claimIn, entityIn } from '../../state/console/drawing.ts';
import { useApp } from '../app-context.tsx';

/** Selects what a node or relationship stands for, if it is an entity or a claim. */
export function useOpenPart() {
  const { dispatch } = useApp();
  const open = (part: NodeValue | RelationshipValue): boolean => {
    const key = part.$type === 'Node' ? entityIn(part) : claimIn(part);
    if (key === undefined) return false;
    dispatch('openRecord', { kind: part.$type === 'Node' ? 'entity' : 'claim', key });
    return true;
  };
  return {
    open,
    /** The same for a value, where it is one of these. */
    first: (value: CypherValue): boolean =>
      typeof value === 'object' &&
      value !== null &&
      isTyped(value) &&
      (value.$type === 'Node' || value.$type === 'Relationship') &&
      open(value),
  };
}
