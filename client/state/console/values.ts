import {
  type CypherValue,
  isTyped,
  type NodeValue,
  type PathValue,
  type RelationshipValue,
} from '../../../server/core/cypher/values.ts';
import { KINDS } from '../../../server/core/model/registry.ts';
import type { Lang } from '../format.ts';
import { durationText, timeText } from './time-text.ts';

type MapValue = { readonly [key: string]: CypherValue };
export const isList = (value: CypherValue): value is readonly CypherValue[] => Array.isArray(value);

/** What a value is, in Cypher's own words. */
export function typeOf(value: CypherValue): string {
  if (value === null) return 'Null';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  if (isList(value)) return 'List';
  return isTyped(value) ? value.$type : 'Map';
}
export const isNumber = (value: CypherValue): boolean => ['Integer', 'Float'].includes(typeOf(value));

/** The name that a person would call a node by. */
export function captionOf(
  { _value: { _labels: labels, _properties: properties } }: NodeValue,
  lang: Lang,
): string {
  const names = lang === 'zh' ? ['nameZh', 'nameEn'] : ['nameEn', 'nameZh'];
  for (const key of [...names, 'name', 'titleEn', 'title', 'id']) {
    const value = properties[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return labels[0] ?? '()';
}

const isKind = (label: string): boolean => Object.hasOwn(KINDS, label);
/** The label that says most of a node: its kind, where it is an entity. */
export const labelOf = ({ _value: { _labels: labels } }: NodeValue): string =>
  labels.find(isKind) ?? labels.find((label) => label !== 'Entity') ?? labels[0] ?? '';

/** A node of a path, and the relationship that leads to it, seen along the path. */
export type Step = {
  readonly node: NodeValue;
  readonly by: { readonly relationship: RelationshipValue; readonly forward: boolean } | undefined;
};
export function stepsOf({ _value: parts }: PathValue): Step[] {
  const steps: Step[] = [];
  let by: RelationshipValue | undefined;
  let before: string | undefined;
  for (const part of parts) {
    if (part.$type === 'Relationship') by = part;
    else {
      const id = part._value._element_id;
      const forward =
        by !== undefined &&
        by._value._start_node_element_id === before &&
        by._value._end_node_element_id === id;
      steps.push({ node: part, by: by && { relationship: by, forward } });
      before = id;
    }
  }
  return steps;
}

/** A node or relationship. */
export type Part = NodeValue | RelationshipValue;
export const isPart = (value: CypherValue): value is Part =>
  typeof value === 'object' &&
  value !== null &&
  isTyped(value) &&
  (value.$type === 'Node' || value.$type === 'Relationship');

/** All nodes and relationships in a value, also within lists, maps and paths, in turn. */
export function eachPart(value: CypherValue, take: (part: Part) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isPart(value)) take(value);
  else if (isList(value)) for (const item of value) eachPart(item, take);
  else if (!isTyped(value)) for (const entry of Object.values(value)) eachPart(entry, take);
  else if (value.$type === 'Path') value._value.forEach(take);
  else if (value.$type === 'Map') for (const entry of Object.values(value._value)) eachPart(entry, take);
}

/** The first of these, each once. */
export function partsIn(value: CypherValue, most: number): Part[] {
  const parts = new Map<string, Part>();
  eachPart(value, (part) => {
    const id = `${part.$type} ${part._value._element_id}`;
    if (parts.size < most) parts.set(id, part);
  });
  return [...parts.values()];
}

const clipped = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
/** Only as many as fill so many characters are written out: a list may have a million, of which a cell shows twenty. */
function joined<One>(all: readonly One[], most: number, tell: (one: One) => string): string {
  let text = '';
  for (const [at, one] of all.entries()) {
    if (text.length > most) return `${text}, …`;
    text += at === 0 ? tell(one) : `, ${tell(one)}`;
  }
  return text;
}
/** Texts inside of lists and maps are quoted, as `[1, 2]` and `["1, 2"]` are not the same. */
const within = (value: CypherValue, lang: Lang, most: number): string =>
  typeof value === 'string' ? JSON.stringify(clipped(value, most)) : textOf(value, lang, most);
const mapText = (value: MapValue, lang: Lang, most: number): string =>
  `{${joined(Object.entries(value), most, ([key, entry]) => `${key}: ${within(entry, lang, most)}`)}}`;

/** A value on one line, as the table shows it, cut off where it goes on beyond about `most` characters. Numbers are never rounded. */
export function textOf(value: CypherValue, lang: Lang, most = Number.POSITIVE_INFINITY): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return clipped(value, most);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${joined(value, most, (item) => within(item, lang, most))}]`;
  if (!isTyped(value)) return mapText(value, lang, most);
  switch (value.$type) {
    case 'Node':
      return captionOf(value, lang);
    case 'Relationship':
      return value._value._type;
    case 'Path':
      return stepsOf(value)
        .map(({ node, by }) => {
          const type = by?.relationship._value._type;
          const arrow = by === undefined ? '' : by.forward ? `-[${type}]-> ` : `<-[${type}]- `;
          return arrow + captionOf(node, lang);
        })
        .join(' ');
    case 'Map':
      return mapText(value._value, lang, most);
    case 'Duration':
      return durationText(value._value, lang);
    case 'Date':
    case 'Time':
    case 'LocalTime':
    case 'OffsetDateTime':
    case 'ZonedDateTime':
    case 'LocalDateTime':
      return timeText(value._value);
    case 'Integer':
    case 'Float':
    case 'Base64':
    case 'Point':
    case 'Unsupported':
      return value._value;
  }
}

/** A value for a cell of a spreadsheet: what is no text or number is JSON, as the API has it. */
export function plainText(value: CypherValue): string {
  if (value === null) return '';
  if (typeof value === 'object' && !(isTyped(value) && typeof value._value === 'string'))
    return JSON.stringify(value);
  return typeof value === 'object' && isTyped(value) ? String(value._value) : String(value);
}
/** A row as an object, by column. */
export const asRecord = (
  columns: readonly string[],
  row: readonly CypherValue[],
): Record<string, CypherValue> => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
