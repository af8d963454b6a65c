import { citedAs, collected, passagesOf } from './collected.ts';
import type { Outgoing } from './format.ts';
import { type Cell, type CellType, COLUMNS, cellsOf, cellText, type TableName } from './tables.ts';
import { escaped } from './xml.ts';

/** Doubles throughout: Gephi reads `integer` as 32 bits, which no sum of ours fits. */
const TYPES: Record<CellType, string> = {
  text: 'string',
  number: 'double',
  flag: 'boolean',
  list: 'string',
  json: 'string',
};
const PARTS = [
  ['entities', 'node'],
  ['claims', 'edge'],
] as const satisfies [TableName, string][];

const attribute = (name: string, type: string): string =>
  `<attribute id="${name}" title="${name}" type="${type}"/>\n`;
const value = (name: string, cell: Cell): string =>
  `<attvalue for="${name}" value="${escaped(cellText(cell))}"/>`;

/** GEXF 1.3, as Gephi reads it: entities as nodes, each claim an edge of its own kind, so that parallel ones stay apart. */
export async function* gexf(records: AsyncIterable<Outgoing>, loses: string): AsyncGenerator<string> {
  const whole = await collected(records);
  const passages = passagesOf(whole);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n';
  yield `<meta><creator>Loopscope</creator><description>${escaped(`${whole.info.nameEn}. ${loses}`)}</description></meta>\n`;
  yield '<graph defaultedgetype="directed">\n';
  for (const [table, element] of PARTS) {
    yield `<attributes class="${element}">\n`;
    for (const { name, type } of COLUMNS[table]) yield attribute(name, TYPES[type]);
    if (table === 'claims') yield attribute('evidenceText', 'string');
    yield '</attributes>\n';
  }
  const values = (table: TableName, record: object): string =>
    cellsOf(table, record)
      .map(([{ name }, cell]) => value(name, cell))
      .join('');
  yield '<nodes>\n';
  for (const entity of whole.entities)
    yield `<node id="${entity.id}" label="${escaped(entity.nameEn)}"><attvalues>${values('entities', entity)}</attvalues></node>\n`;
  yield '</nodes>\n<edges>\n';
  for (const claim of whole.claims) {
    const text = passages(claim).map(citedAs).join(' | ');
    yield `<edge id="${claim.id}" source="${claim.from}" target="${claim.to}" kind="${claim.id}" label="${claim.type}">`;
    yield `<attvalues>${values('claims', claim)}${value('evidenceText', text)}</attvalues></edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}
