/**
 * A value of Cypher as JSON. What JSON says exactly stands as it is: null, true, "text", [lists], {maps}, integers within ±2^53 as whole
 * numbers, other floats as numbers with a fraction or exponent. All else is `{ $type, _value }`, as Neo4j's own Query API has it.
 */
export type CypherValue =
  | null
  | boolean
  | number
  | string
  | readonly CypherValue[]
  | Typed
  | { readonly [key: string]: CypherValue };

/** Types whose value is a text: numbers beyond JSON's, time in ISO 8601, points in extended WKT, bytes in Base64. */
export const TEXT_TYPES = [
  'Integer',
  'Float',
  'Base64',
  'Date',
  'Time',
  'LocalTime',
  'OffsetDateTime',
  'ZonedDateTime',
  'LocalDateTime',
  'Duration',
  'Point',
] as const;
export type TextType = (typeof TEXT_TYPES)[number];

export type Properties = { readonly [key: string]: CypherValue };
export type NodeValue = {
  readonly $type: 'Node';
  readonly _value: {
    readonly _element_id: string;
    readonly _labels: readonly string[];
    readonly _properties: Properties;
  };
};
export type RelationshipValue = {
  readonly $type: 'Relationship';
  readonly _value: {
    readonly _element_id: string;
    readonly _start_node_element_id: string;
    readonly _end_node_element_id: string;
    readonly _type: string;
    readonly _properties: Properties;
  };
};
/** Nodes and relationships in turn, from its first node to its last. */
export type PathValue = {
  readonly $type: 'Path';
  readonly _value: readonly (NodeValue | RelationshipValue)[];
};

export type Typed =
  | { readonly $type: TextType; readonly _value: string }
  /** Vectors, and whatever a later Neo4j has: as text, not to be computed with. */
  | { readonly $type: 'Unsupported'; readonly _value: string }
  /** A map that has a key `$type` itself. */
  | { readonly $type: 'Map'; readonly _value: { readonly [key: string]: CypherValue } }
  | NodeValue
  | RelationshipValue
  | PathValue;

const TYPES: ReadonlySet<unknown> = new Set([
  ...TEXT_TYPES,
  'Unsupported',
  'Map',
  'Node',
  'Relationship',
  'Path',
]);

/** Whether a value is one that says its type, rather than a map of the reader's. */
export const isTyped = (value: CypherValue): value is Typed =>
  typeof value === 'object' && value !== null && '$type' in value && TYPES.has(value.$type);
