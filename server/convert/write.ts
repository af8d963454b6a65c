import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';

/** Fields in the order in which a person reads them; what is not named here comes last, by name. */
const ORDER = [
  'id',
  'kind',
  'type',
  'from',
  'to',
  'roles',
  'title',
  'publisher',
  'republisher',
  'author',
  'nameEn',
  'nameZh',
  'aliases',
  'sameAs',
  'count',
  'except',
  'amount',
  'amountMin',
  'amountMax',
  'currency',
  'quantity',
  'quantityMin',
  'quantityMax',
  'unit',
  'price',
  'priceMin',
  'priceMax',
  'per',
  'approximate',
  'asStated',
  'item',
  'product',
  'collateral',
  'purpose',
  'status',
  'modality',
  'basis',
  'attributedTo',
  'start',
  'end',
  'knownOn',
  'date',
  'dateBasis',
  'url',
  'archivedUrl',
  'checksum',
  'grade',
  'language',
  'deal',
  'follows',
  'about',
  'contradicts',
  'source',
  'locator',
  'says',
  'figures',
  'evidence',
  'summaryEn',
  'summaryZh',
];
const DATES = new Set(['start', 'end', 'knownOn', 'date', 'retrievedOn', 'verifiedOn']);
const place = (field: string): number => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);

/** A record with its fields in order, without what is absent or says what the model assumes anyway. */
function ordered(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([field, value]) => value !== undefined && !(field === 'basis' && value === 'stated'))
      .filter(([field, value]) => !(field === 'figures' && Array.isArray(value) && value.length === 0))
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)),
  );
}

/** A list of records as YAML: one field a line however long, dates in quotes, a blank line between records. */
export function yamlOf(records: readonly object[], heading: string): string {
  const comment = heading
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('');
  if (records.length === 0) return `${comment}\n[]\n`;
  const document = new Document(records.map(ordered));
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(value) && isScalar(key) && DATES.has(String(key.value))) value.type = Scalar.QUOTE_DOUBLE;
      if (isSeq(value) || (isMap(value) && isScalar(key) && key.value === 'locator')) value.flow = true;
    },
    Map: (key, node) => {
      if (typeof key === 'number' && key > 0) node.spaceBefore = true;
    },
  });
  return `${comment}\n${document.toString({ lineWidth: 0, flowCollectionPadding: false })}`;
}

/** Puts a section between its two markers in a text; undefined where the markers are not there, in order, once each. */
export function withSection(text: string, name: string, section: string): string | undefined {
  const [open, close] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from || text.indexOf(open, from + 1) >= 0 || text.indexOf(close, to + 1) >= 0)
    return undefined;
  return `${text.slice(0, from + open.length)}\n\n${section.trim()}\n\n${text.slice(to)}`;
}
