import { COLUMNS } from '../formats/tables.ts';
import type { MappedTable, Mapping } from '../model/mapping.ts';
import { fold } from '../search/fold.ts';
import type { Sheet } from './sheets.ts';

/** What a row of claims says besides the claim: its source, in columns of its own, and what its ends are. */
export const CLAIM_EXTRAS = [
  'sourceTitle',
  'sourcePublisher',
  'sourceAuthor',
  'sourceDate',
  'sourceUrl',
  'sourceGrade',
  'sourceLanguage',
  'section',
  'paragraph',
  'line',
  'passage',
  'evidenceText',
  'fromKind',
  'toKind',
] as const;
export type ClaimExtra = (typeof CLAIM_EXTRAS)[number];
export const isClaimExtra = (field: string): field is ClaimExtra =>
  CLAIM_EXTRAS.some((extra) => extra === field);

const namesOf = (table: keyof typeof COLUMNS): string[] => COLUMNS[table].map(({ name }) => name);
/** What columns of each table can be. */
export const FIELDS: { readonly [Table in MappedTable]: readonly string[] } = {
  entities: namesOf('entities'),
  claims: [...namesOf('claims'), ...CLAIM_EXTRAS],
  deals: namesOf('deals'),
  sources: namesOf('sources'),
  evidence: namesOf('evidence'),
  dataset: namesOf('dataset'),
  none: [],
};

type Words = { readonly [field: string]: readonly string[] };
/** What people call a column, in both languages and scripts, most particular first. */
const WORDS: { readonly [Table in MappedTable]?: Words } = {
  entities: {
    id: ['identifier', 'key', 'slug', '代號', '編號'],
    nameEn: [
      'english name',
      'name english',
      'name',
      'label',
      'entity',
      'company',
      'organisation',
      '英文名',
      '英文名稱',
    ],
    nameZh: ['chinese name', 'name chinese', '中文名', '中文名稱', '名稱', '名字', '公司', '實體'],
    kind: ['entity type', 'type', 'category', 'class', '種類', '類型', '類別'],
    roles: ['role', '角色'],
    aliases: ['alias', 'other names', 'also known as', 'aka', '別名', '又名'],
    summaryEn: ['summary', 'description', 'about', 'note', 'notes'],
    summaryZh: ['中文摘要', '摘要', '說明', '簡介', '描述'],
  },
  claims: {
    from: [
      'source entity',
      'from entity',
      'investor',
      'buyer',
      'payer',
      'lender',
      'subject',
      '起點',
      '投資者',
      '投資方',
      '出資方',
      '買方',
      '付款方',
      '貸方',
      '甲方',
      '主體',
    ],
    to: [
      'target',
      'target entity',
      'to entity',
      'investee',
      'recipient',
      'seller',
      'payee',
      'borrower',
      'object',
      '終點',
      '公司',
      '被投資方',
      '賣方',
      '收款方',
      '借方',
      '乙方',
      '對象',
    ],
    type: ['relationship', 'relation', 'deal type', 'kind', '關係', '關係類型', '類型', '類別'],
    amount: ['sum', 'value', 'size', 'deal size', 'deal value', '金額', '數額', '規模'],
    currency: ['ccy', '幣種', '幣別', '貨幣'],
    start: ['date', 'start date', 'announced', 'announced on', 'when', '日期', '時間', '開始', '開始日期'],
    end: ['end date', 'until', '結束', '結束日期'],
    status: ['state', '狀態'],
    modality: ['certainty', '確定程度'],
    summaryEn: ['summary', 'description', 'details', 'note', 'notes'],
    summaryZh: ['中文摘要', '摘要', '說明', '簡介', '描述', '備註'],
    sourceTitle: ['source', 'source title', 'article', 'title', 'reference', '來源', '出處', '標題', '文章'],
    sourcePublisher: ['publisher', 'media', 'outlet', 'newspaper', '媒體', '出版者', '發布者'],
    sourceAuthor: ['author', '作者'],
    sourceDate: ['published', 'published on', 'publication date', 'date of source', '發布日期', '出版日期'],
    sourceUrl: ['url', 'link', 'source link', 'web address', '鏈接', '連結', '網址'],
    sourceGrade: ['grade', '等級'],
    sourceLanguage: ['language', 'lang', '語言'],
    passage: ['quote', 'excerpt', '段落', '引文'],
    deal: ['deal id', 'agreement', '交易', '交易代號'],
    product: ['goods', '產品'],
    collateral: ['pledged', '抵押品'],
    attributedTo: ['attributed to', 'according to', '據'],
  },
};

const key = (header: string): string => fold(header).replaceAll(' ', '');
const KEYS = new Map(
  Object.entries(WORDS).map(([table, words]) => [
    table,
    Object.entries(words ?? {}).map(([field, names]) => [field, names.map(key)] as const),
  ]),
);

/** Which field each header means, '' for none. A field's own name comes before what people call it, and no field twice. */
export function guessFields(table: MappedTable, header: readonly string[]): string[] {
  const keys = header.map(key);
  const guessed = keys.map((): string => '');
  const taken = new Set<string>();
  const take = (at: number, field: string): void => {
    if (guessed[at] !== '' || taken.has(field)) return;
    guessed[at] = field;
    taken.add(field);
  };
  for (const field of FIELDS[table]) {
    const at = keys.indexOf(key(field));
    if (at >= 0) take(at, field);
  }
  for (const [field, names] of KEYS.get(table) ?? [])
    for (const name of names) {
      const at = keys.findIndex((one, index) => one === name && guessed[index] === '');
      if (at >= 0) take(at, field);
    }
  return guessed;
}

const isTable = (name: string): name is Exclude<MappedTable, 'none'> =>
  name !== 'none' && Object.hasOwn(FIELDS, name);

/** What the rows of a table are: what it is called, or whether its columns have two ends. */
export function guessTable({ name, header, table }: Pick<Sheet, 'name' | 'header' | 'table'>): MappedTable {
  if (table) return table;
  if (isTable(name)) return name;
  if (name === 'about') return 'none';
  const claims = guessFields('claims', header);
  if (claims.includes('from') && claims.includes('to')) return 'claims';
  return guessFields('entities', header).some((field) => field === 'nameEn' || field === 'nameZh')
    ? 'entities'
    : 'none';
}

export type Mapped = { table: MappedTable; columns: { header: string; field: string; guessed: boolean }[] };

/** How a table is read: as the mapping says of it, and as guessed where that says nothing. */
export function mappedBy(
  mapping: Mapping | undefined,
  sheet: Pick<Sheet, 'name' | 'header' | 'table'>,
): Mapped {
  const own = mapping?.sheets.find(({ sheet: name }) => name === sheet.name);
  const table = own?.table ?? guessTable(sheet);
  const left = [...(own?.columns ?? [])];
  const said = sheet.header.map((header): string | undefined => {
    const at = left.findIndex(([name]) => name === header);
    return at < 0 ? undefined : left.splice(at, 1)[0]?.[1];
  });
  const taken = new Set(said);
  const guessed = guessFields(table, sheet.header);
  return {
    table,
    columns: sheet.header.map((header, at) => {
      const field = said[at];
      if (field !== undefined)
        return { header, field: FIELDS[table].includes(field) ? field : '', guessed: false };
      const guess = guessed[at] ?? '';
      return { header, field: taken.has(guess) ? '' : guess, guessed: true };
    }),
  };
}
