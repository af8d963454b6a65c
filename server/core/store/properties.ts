/** A value that a property graph holds. */
export type Property = string | number | boolean | string[];

const isProperty = (value: unknown): value is Property =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/**
 * The properties under which a record is stored: all its fields but those that the graph says by its shape. Unknown fields and
 * empty lists are left out, so that absent stays absent.
 */
export function propertiesOf(record: object, shape: readonly string[]): Record<string, Property> {
  const properties: Record<string, Property> = {};
  for (const [key, value] of Object.entries(record))
    if (!shape.includes(key) && isProperty(value) && !(Array.isArray(value) && value.length === 0))
      properties[key] = value;
  return properties;
}

/** What labels say of an entity, and what the relationship itself says of a claim. */
export const ENTITY_SHAPE = ['kind', 'roles'] as const;
export const CLAIM_SHAPE = ['type', 'from', 'to'] as const;
