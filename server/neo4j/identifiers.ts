const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/**
 * A label, type, property or index name as it may stand in the text of a query. Everything else enters as a parameter: this is the
 * one place where a name becomes Cypher.
 */
export function identifier(name: string): string {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} cannot stand as an identifier in Cypher`);
  return `\`${name}\``;
}
