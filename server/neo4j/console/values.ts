import neo4j, {
  type Record as DriverRecord,
  type Integer,
  type Node,
  type Path,
  type Relationship,
} from 'neo4j-driver';
import { CYPHER_LIMITS } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import type { TextType } from '../../core/cypher/values.ts';

/** Names that come again with every row, labels, types, keys, as JSON: to find one takes a seventh of the time of writing it. */
const names = new Map<string, string>();
const NAMES = 10_000;
function nameOf(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const written = JSON.stringify(name);
  if (names.size < NAMES) names.set(name, written);
  return written;
}

const typed = ($type: TextType | 'Unsupported', text: string): string =>
  `{"$type":"${$type}","_value":${JSON.stringify(text)}}`;

/** A float that JSON would make a whole number of, or cannot say, goes as a text. */
function floatOf(value: number): string {
  if (!Number.isFinite(value)) return typed('Float', String(value));
  if (!Number.isInteger(value)) return String(value);
  return typed(
    'Float',
    Object.is(value, -0) ? '-0.0' : Math.abs(value) < 1e21 ? `${value}.0` : String(value),
  );
}

function integerOf(value: Integer): string {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? String(number) : typed('Integer', value.toString());
}

function membersOf(map: Record<string, unknown>): string {
  let members = '';
  for (const key of Object.keys(map))
    members += `${members === '' ? '' : ','}${nameOf(key)}:${jsonOf(map[key])}`;
  return `{${members}}`;
}

function listOf(values: readonly unknown[]): string {
  let members = '';
  for (let at = 0; at < values.length; at++) members += `${at === 0 ? '' : ','}${jsonOf(values[at])}`;
  return `[${members}]`;
}

const nodeOf = ({ elementId, labels, properties }: Node): string =>
  `{"$type":"Node","_value":{"_element_id":${JSON.stringify(elementId)},"_labels":[${labels.map(nameOf).join(',')}],"_properties":${membersOf(properties)}}}`;

const relationshipOf = (relationship: Relationship): string => {
  const { elementId, startNodeElementId, endNodeElementId, type, properties } = relationship;
  return `{"$type":"Relationship","_value":{"_element_id":${JSON.stringify(elementId)},"_start_node_element_id":${JSON.stringify(startNodeElementId)},"_end_node_element_id":${JSON.stringify(endNodeElementId)},"_type":${nameOf(type)},"_properties":${membersOf(properties)}}}`;
};

function pathOf({ start, segments }: Path): string {
  let steps = nodeOf(start);
  for (const { relationship, end } of segments) steps += `,${relationshipOf(relationship)},${nodeOf(end)}`;
  return `{"$type":"Path","_value":[${steps}]}`;
}

/**
 * A driver's value as a row of the console has it (`core/cypher/values.ts`), written as JSON at once: making objects first, only to
 * write them, takes twice as long.
 */
function jsonOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      return floatOf(value);
    case 'bigint':
      return typed('Integer', String(value));
    case 'object':
      return value === null ? 'null' : objectOf(value);
    default:
      return 'null';
  }
}

/** A row of a result as JSON. */
export function rowOf(record: DriverRecord): string {
  let row = '';
  for (let at = 0; at < record.length; at++) row += `${at === 0 ? '' : ','}${jsonOf(record.get(at))}`;
  return `[${row}]`;
}

function objectOf(value: object): string {
  if (neo4j.isInt(value)) return integerOf(value);
  if (Array.isArray(value)) return listOf(value);
  if (neo4j.isNode(value)) return nodeOf(value);
  if (neo4j.isRelationship(value)) return relationshipOf(value);
  if (neo4j.isPath(value)) return pathOf(value);
  if (neo4j.isDate(value)) return typed('Date', value.toString());
  if (neo4j.isDateTime(value))
    return typed(value.timeZoneId ? 'ZonedDateTime' : 'OffsetDateTime', value.toString());
  if (neo4j.isLocalDateTime(value)) return typed('LocalDateTime', value.toString());
  if (neo4j.isTime(value)) return typed('Time', value.toString());
  if (neo4j.isLocalTime(value)) return typed('LocalTime', value.toString());
  if (neo4j.isDuration(value)) return typed('Duration', value.toString());
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value;
    const at = [x, y, ...(z === undefined ? [] : [z])].map((number) => String(number)).join(' ');
    return typed('Point', `SRID=${srid};POINT ${z === undefined ? '' : 'Z '}(${at})`);
  }
  if (value instanceof Int8Array) return typed('Base64', Buffer.from(value).toString('base64'));
  if (Object.getPrototypeOf(value) !== Object.prototype) return typed('Unsupported', String(value));
  const members = membersOf({ ...value });
  return Object.hasOwn(value, '$type') ? `{"$type":"Map","_value":${members}}` : members;
}

const wrong = (name: string, message: string): Fault =>
  new Fault('bad_request', `parameters: $${name} ${message}`, {
    fields: [{ field: `parameters.${name}`, message }],
  });

const POINT = /^SRID=(\d{1,9});\s*POINT(?: Z)? ?\((-?[\d.eE+-]+) (-?[\d.eE+-]+)(?: (-?[\d.eE+-]+))?\)$/;

/** What a text type's text says, for the database. Each throws where it says nothing. */
const READERS: Record<TextType, (text: string) => unknown> = {
  Integer: (text) => {
    const value = BigInt(text.trim() === '' ? 'none' : text);
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
  const isTyped = Object.keys(value).length === 2 && '_value' in value;
  if (isTyped && isTextType($type)) {
    if (typeof _value !== 'string') throw wrong(name, `needs its ${$type} as a text`);
    try {
      return READERS[$type](_value);
    } catch {
      throw wrong(name, `is no ${$type}: ${JSON.stringify(_value.slice(0, 60))}`);
    }
  }
  const members = isTyped && $type === 'Map' && isMap(_value) ? _value : value;
  if (members === value && $type !== undefined)
    throw wrong(name, `has a $type that cannot be sent: ${JSON.stringify($type)?.slice(0, 60)}`);
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, parameterOf(name, member, depth + 1)]),
  );
}

export const parametersFrom = (parameters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, parameterOf(name, value, 0)]));
