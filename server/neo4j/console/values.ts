import neo4j, { type Record as DriverRecord, type Node, type Path, type Relationship } from 'neo4j-driver';
import { CYPHER_LIMITS } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import type {
  CypherValue,
  NodeValue,
  Properties,
  RelationshipValue,
  TextType,
} from '../../core/cypher/values.ts';

const text = ($type: TextType | 'Unsupported', _value: string): CypherValue => ({ $type, _value });

/** A float that JSON would make a whole number of, or cannot say. */
function floatOf(value: number): CypherValue {
  if (!Number.isFinite(value)) return text('Float', String(value));
  if (Number.isInteger(value))
    return text(
      'Float',
      Object.is(value, -0) ? '-0.0' : Math.abs(value) < 1e21 ? `${value}.0` : String(value),
    );
  return value;
}

function propertiesOf(properties: Record<string, unknown>): Properties {
  const json: Record<string, CypherValue> = {};
  for (const key of Object.keys(properties)) set(json, key, jsonOf(properties[key]));
  return json;
}
/** A key of data is a key, even where it is `__proto__`; all others are set the quick way. */
function set(json: Record<string, CypherValue>, key: string, value: CypherValue): void {
  if (key === '__proto__')
    Object.defineProperty(json, key, { value, enumerable: true, configurable: true, writable: true });
  else json[key] = value;
}

const nodeOf = (node: Node): NodeValue => ({
  $type: 'Node',
  _value: { _element_id: node.elementId, _labels: node.labels, _properties: propertiesOf(node.properties) },
});

const relationshipOf = (relationship: Relationship): RelationshipValue => ({
  $type: 'Relationship',
  _value: {
    _element_id: relationship.elementId,
    _start_node_element_id: relationship.startNodeElementId,
    _end_node_element_id: relationship.endNodeElementId,
    _type: relationship.type,
    _properties: propertiesOf(relationship.properties),
  },
});

function pathOf({ start, segments }: Path): CypherValue {
  const steps = segments.flatMap(({ relationship, end }) => [relationshipOf(relationship), nodeOf(end)]);
  return { $type: 'Path', _value: [nodeOf(start), ...steps] };
}

/** A driver's value as a row of the console has it. */
export function jsonOf(value: unknown): CypherValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return floatOf(value);
    case 'bigint':
      return text('Integer', String(value));
    case 'object':
      return value === null ? null : objectOf(value);
    default:
      return null;
  }
}

/** A row of a result as JSON. */
export function rowOf(record: DriverRecord): string {
  const row: CypherValue[] = [];
  for (let at = 0; at < record.length; at++) row.push(jsonOf(record.get(at)));
  return JSON.stringify(row);
}

function objectOf(value: object): CypherValue {
  if (neo4j.isInt(value)) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : text('Integer', value.toString());
  }
  if (Array.isArray(value)) return value.map(jsonOf);
  if (neo4j.isNode(value)) return nodeOf(value);
  if (neo4j.isRelationship(value)) return relationshipOf(value);
  if (neo4j.isPath(value)) return pathOf(value);
  if (neo4j.isDate(value)) return text('Date', value.toString());
  if (neo4j.isDateTime(value))
    return text(value.timeZoneId ? 'ZonedDateTime' : 'OffsetDateTime', value.toString());
  if (neo4j.isLocalDateTime(value)) return text('LocalDateTime', value.toString());
  if (neo4j.isTime(value)) return text('Time', value.toString());
  if (neo4j.isLocalTime(value)) return text('LocalTime', value.toString());
  if (neo4j.isDuration(value)) return text('Duration', value.toString());
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value;
    const at = [x, y, ...(z === undefined ? [] : [z])].map((number) => String(number)).join(' ');
    return text('Point', `SRID=${srid};POINT ${z === undefined ? '' : 'Z '}(${at})`);
  }
  if (value instanceof Int8Array) return text('Base64', Buffer.from(value).toString('base64'));
  if (Object.getPrototypeOf(value) !== Object.prototype) return text('Unsupported', String(value));
  const members = propertiesOf({ ...value });
  return Object.hasOwn(members, '$type') ? { $type: 'Map', _value: members } : members;
}

const wrong = (name: string, message: string): Fault =>
  new Fault('bad_request', `parameters: $${name} ${message}`, {
    fields: [{ field: `parameters.${name}`, message }],
  });

const POINT = /^SRID=(\d{1,9});\s*POINT(?: Z)? ?\((-?[\d.eE+-]+) (-?[\d.eE+-]+)(?: (-?[\d.eE+-]+))?\)$/;

/** What a text type's text says, for the database. Each throws where it says nothing. */
const READERS: Record<TextType, (text: string) => unknown> = {
  Integer: (text) => {
    const value = BigInt(text);
    if (BigInt.asIntN(64, value) !== value) throw new RangeError('beyond 64 bits');
    return neo4j.int(value);
  },
  Float: (text) => {
    const value = Number(text.trim() === '' ? 'none' : text);
    if (Number.isNaN(value) && text !== 'NaN') throw new RangeError('no number');
    return value;
  },
  Base64: (text) => Int8Array.from(Buffer.from(text, 'base64')),
  Date: neo4j.types.Date.fromString,
  Time: neo4j.types.Time.fromString,
  LocalTime: neo4j.types.LocalTime.fromString,
  OffsetDateTime: neo4j.types.DateTime.fromString,
  ZonedDateTime: neo4j.types.DateTime.fromString,
  LocalDateTime: neo4j.types.LocalDateTime.fromString,
  Duration: neo4j.types.Duration.fromString,
  Point: (text) => {
    const [, srid, x, y, z] = POINT.exec(text) ?? [];
    if (srid === undefined) throw new RangeError('no point');
    return new neo4j.types.Point(
      neo4j.int(srid),
      Number(x),
      Number(y),
      z === undefined ? undefined : Number(z),
    );
  },
};

const isTextType = (type: unknown): type is TextType =>
  typeof type === 'string' && Object.hasOwn(READERS, type);
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A parameter as the database takes it. Whole numbers are integers, as they are in Cypher. */
function parameterOf(name: string, value: unknown, depth: number): unknown {
  if (depth > CYPHER_LIMITS.depth) throw wrong(name, 'is nested too deep');
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map((member) => parameterOf(name, member, depth + 1));
  if (!isMap(value)) return value;
  const { $type, _value } = value;
  const typed = Object.keys(value).length === 2 && '_value' in value;
  if (typed && isTextType($type)) {
    if (typeof _value !== 'string') throw wrong(name, `needs its ${$type} as a text`);
    try {
      return READERS[$type](_value);
    } catch {
      throw wrong(name, `is no ${$type}: ${JSON.stringify(_value.slice(0, 60))}`);
    }
  }
  const members = typed && $type === 'Map' && isMap(_value) ? _value : value;
  if (members === value && $type !== undefined)
    throw wrong(name, `has a $type that cannot be sent: ${JSON.stringify($type)?.slice(0, 60)}`);
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, parameterOf(name, member, depth + 1)]),
  );
}

export const parametersFrom = (parameters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, parameterOf(name, value, 0)]));
