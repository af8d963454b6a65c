type Value = string | number | readonly string[];

/** A query with its parameters ahead of it, as Neo4j's own tools take them. */
export function cypherText(query: string, parameters: Readonly<Record<string, Value>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return pairs.length === 0 ? query : `:params {${pairs.join(', ')}}\n\n${query}`;
}
