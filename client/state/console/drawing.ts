import type { CypherValue, NodeValue, RelationshipValue } from '../../../server/core/cypher/values.ts';
import { isClaimType } from '../../../server/core/model/registry.ts';
import type { Row } from './result.ts';
import { eachPart, type Part } from './values.ts';

/** How much of a result is drawn: more is a tangle that nobody reads. */
export const DRAWN = { nodes: 300, relationships: 1000 } as const;

/** Nodes and relationships of a result, each once, by the database's own ids. */
export type Drawing = {
  readonly nodes: ReadonlyMap<string, NodeValue>;
  readonly relationships: ReadonlyMap<string, RelationshipValue>;
  /** There were more than are drawn. */
  readonly more: boolean;
};

/** What there is to draw in rows: nodes, relationships whose both ends are there, and what stands in paths, lists and maps. */
export function drawingOf(rows: readonly Row[]): Drawing {
  const nodes = new Map<string, NodeValue>();
  const relationships = new Map<string, RelationshipValue>();
  let more = false;
  const add = <Value>(all: Map<string, Value>, id: string, value: Value, most: number) => {
    if (all.has(id)) return;
    if (all.size < most) all.set(id, value);
    else more = true;
  };
  const take = (part: Part): void =>
    part.$type === 'Node'
      ? add(nodes, part._value._element_id, part, DRAWN.nodes)
      : add(relationships, part._value._element_id, part, DRAWN.relationships);
  for (const row of rows) {
    for (const value of row) eachPart(value, take);
    if (more) break;
  }
  for (const [id, { _value: of }] of relationships)
    if (!nodes.has(of._start_node_element_id) || !nodes.has(of._end_node_element_id))
      relationships.delete(id);
  return { nodes, relationships, more };
}

const keyOf = ({ dataset, id }: { readonly [key: string]: CypherValue }): string | undefined =>
  typeof dataset === 'string' && typeof id === 'string' ? `${dataset}:${id}` : undefined;

/** The key of the entity that a node is; undefined where it is something else. */
export const entityIn = ({
  _value: { _labels: labels, _properties: properties },
}: NodeValue): string | undefined => (labels.includes('Entity') ? keyOf(properties) : undefined);
/** The key of the claim that a relationship is. */
export const claimIn = ({
  _value: { _type: type, _properties: properties },
}: RelationshipValue): string | undefined => (isClaimType(type) ? keyOf(properties) : undefined);
