import type { CypherValue } from '../../../server/core/cypher/values.ts';

/** The types that a parameter can be given in the console. */
export const PARAMETER_TYPES = [
  'String',
  'Integer',
  'Float',
  'Boolean',
  'Date',
  'LocalDateTime',
  'ZonedDateTime',
  'Duration',
  'JSON',
  'Null',
] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];
/** What a reader has put in. Without a text nothing has been put in yet, which is not the same as an empty text. */
export type ParameterEntry = { readonly type: ParameterType; readonly text?: string | undefined };
const emptyEntry: ParameterEntry = { type: 'String' };

/** What is wrong with an entry. */
export type ParameterFault = 'missing' | 'integer' | 'float' | 'boolean' | 'temporal' | 'json';
type Read = { readonly value: CypherValue } | { readonly fault: ParameterFault };

const typed = (
  $type: 'Integer' | 'Float' | 'Date' | 'LocalDateTime' | 'ZonedDateTime' | 'Duration',
  _value: string,
): Read => ({
  value: { $type, _value },
});
const TEMPORAL = {
  Date: /^\d{4}-\d\d-\d\d$/,
  LocalDateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/,
  ZonedDateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)(\[[\w/+-]+\])?$/,
  Duration: /^P(?=.)(-?\d+Y)?(-?\d+M)?(-?\d+W)?(-?\d+D)?(T(?=.)(-?\d+H)?(-?\d+M)?(-?\d+(\.\d{1,9})?S)?)?$/,
} as const;

const MOST = 2n ** 63n;
function integer(text: string): Read {
  if (!/^[+-]?\d{1,19}$/.test(text)) return { fault: 'integer' };
  const value = BigInt(text);
  if (value >= MOST || value < -MOST) return { fault: 'integer' };
  // Beyond 2^53 a number of JavaScript would round it.
  return Number.isSafeInteger(Number(value)) ? { value: Number(value) } : typed('Integer', String(value));
}

/** With those that a database can hold and no digits say: what a query has returned can be put in again. */
const FLOAT = /^([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|-?Infinity|NaN)$/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Numbers in JSON stay as they are written, where JavaScript would make others of them: `9007199254740993`, and `1.0`, which is a float. */
function json(text: string): Read {
  try {
    JSON.parse(text);
  } catch {
    return { fault: 'json' };
  }
  let beyond = false;
  const exact = text.replace(TOKEN, (token) => {
    if (token.startsWith('"')) return token;
    const $type = /^-?\d+$/.test(token) ? 'Integer' : 'Float';
    if ($type === 'Integer' ? Number.isSafeInteger(Number(token)) : !Number.isInteger(Number(token)))
      return token;
    beyond ||= $type === 'Integer' && 'fault' in integer(token);
    return JSON.stringify({ $type, _value: token });
  });
  return beyond ? { fault: 'integer' } : { value: JSON.parse(exact) as CypherValue };
}

/** The value that an entry stands for, as the API takes it, or what is wrong with it. */
export function parameterOf({ type, text }: ParameterEntry): Read {
  if (type === 'Null') return { value: null };
  if (text === undefined) return { fault: 'missing' };
  const trimmed = text.trim();
  if (type === 'String') return { value: text };
  if (trimmed === '') return { fault: 'missing' };
  switch (type) {
    case 'Integer':
      return integer(trimmed);
    case 'Float':
      return FLOAT.test(trimmed) ? typed('Float', trimmed) : { fault: 'float' };
    case 'Boolean':
      return trimmed === 'true' || trimmed === 'false' ? { value: trimmed === 'true' } : { fault: 'boolean' };
    case 'JSON':
      return json(trimmed);
    case 'Date':
    case 'LocalDateTime':
    case 'ZonedDateTime':
    case 'Duration':
      return TEMPORAL[type].test(trimmed) ? typed(type, trimmed) : { fault: 'temporal' };
  }
}

/** How a value is put in again, as from a saved query: the inverse of `parameterOf`. */
export function entryOf(value: CypherValue): ParameterEntry {
  if (value === null) return { type: 'Null' };
  if (typeof value === 'string') return { type: 'String', text: value };
  if (typeof value === 'boolean') return { type: 'Boolean', text: String(value) };
  if (typeof value === 'number')
    return { type: Number.isInteger(value) ? 'Integer' : 'Float', text: String(value) };
  if ('$type' in value && typeof value._value === 'string') {
    const type = PARAMETER_TYPES.find((name) => name === value.$type);
    if (type) return { type, text: value._value };
  }
  return { type: 'JSON', text: JSON.stringify(value) };
}

export type Entries = Readonly<Record<string, ParameterEntry>>;
/** What has been put in for a name, which may be that of something that every object has: `$constructor`. */
export const entryFor = (entries: Entries, name: string): ParameterEntry =>
  (Object.hasOwn(entries, name) ? entries[name] : undefined) ?? emptyEntry;

/** The values of the parameters that a query names, and what is wrong with them by name. */
export function parametersOf(names: readonly string[], entries: Entries) {
  const values: [string, CypherValue][] = [];
  const faults = new Map<string, ParameterFault>();
  for (const name of names) {
    const read = parameterOf(entryFor(entries, name));
    if ('fault' in read) faults.set(name, read.fault);
    else values.push([name, read.value]);
  }
  return { values: Object.fromEntries(values), faults };
}
