import { z } from 'zod';

/**
 * Why something of a file, or the whole of it, is not taken, what was done with it, and why there is no Neo4j: what the API says in words, and the page in
 * English; `client/locales/zh.ts` has them in Chinese. What the model says of a value is one of these, so that whoever hears it knows which.
 */
export const WORDS = {
  'file.missing': 'the file is missing',
  'file.bytes': 'the file is over {{most}} bytes',
  'file.empty': 'The file is empty.',
  'file.ends': 'The file ends in the middle.',
  'file.nothing': 'There is no entity and no claim in it.',
  'file.other': 'The file is {{found}} by its content, not {{wanted}}.',
  'file.records': 'An import may have {{most}} records, and this has more.',
  'file.datasets': 'one dataset stands in a file, and here are {{number}}',
  'file.list': 'expected a list of records',
  'file.longLine': 'A line has over {{most}} letters.',
  'file.encoding': 'Not all of it is text in {{encoding}}.',
  'file.gzip': 'It is packed with gzip: unpack it first.',
  'file.pdf': 'It is a PDF: there is no table in it.',
  'file.oldWorkbook': 'It is a workbook of before 2007: save it as .xlsx.',
  'file.workbook': 'The workbook cannot be read: {{detail}}',
  'file.largeWorkbook': 'The workbook unpacks to over {{most}} bytes: save its sheets as CSV.',
  'file.zip': 'This is no zip archive.',
  'file.unpack': 'It cannot be unpacked: {{detail}}',
  'file.files': 'There are over {{most}} files in it.',
  'file.bomb': 'It unpacks to far more than data of its size would.',
  'file.noTable': 'There is no table in this archive.',
  'file.csv': 'This is not CSV: {{detail}}',
  'file.yaml': 'This is not YAML as it is read here: {{detail}}',
  'file.json': 'This is not JSON: {{detail}}',
  'file.mark': 'No dataset of ours: the member {{member}} is missing.',
  'file.cytoscape': 'There are no elements of Cytoscape in it.',
  'file.turtle': 'This is not Turtle: {{detail}}',
  'file.script': 'No script of ours: its first line is missing.',
  'file.row': 'This is no row as we write them.',
  'file.xml': 'This is not XML: {{detail}}',
  'file.otherXml': 'It is XML, but neither GraphML nor GEXF.',
  'file.doctype': 'A document type is not read: it could name what is not in the file.',
  'file.longText': 'A text is longer than any of ours.',
  'file.deep': 'Elements are nested deeper than in any graph.',
  'file.key': 'A data element has a key that is not declared.',
  'file.graphData': 'The data {{table}} of the graph is not a list in JSON.',
  'file.graphs': 'GraphML of ours has one graph, and here are {{number}}.',

  'value.missing': 'every record needs it, and it is not there',
  'value.text': 'expected a text',
  'value.figure': 'expected a number',
  'value.whole': 'expected a whole number',
  'value.flag': 'expected true or false',
  'value.list': 'expected a list',
  'value.record': 'expected fields with their values',
  'value.oneOf': 'expected one of: {{list}}',
  'value.noField': 'there is no field {{list}}',
  'value.long': 'longer than {{most}} letters',
  'value.many': 'more than {{most}} items',
  'value.above': 'above {{most}}',
  'value.below': 'below {{least}}',
  'value.empty': 'there is nothing in it',
  'value.form': 'not in any form that it can have',
  'value.unseen': 'control characters, or marks that turn text around',
  'value.id': 'an id has lower-case letters, digits, dots and hyphens (at most 120)',
  'value.ref': 'expected an id, or dataset:id',
  'value.currency': 'expected an ISO 4217 code',
  'value.web': 'expected a web address',
  'value.checksum': 'expected a SHA-256 in hexadecimal',
  'value.language': 'expected a code of a language: en, zh-Hant',
  'value.when':
    'not a date that can be: 2023, 2023-06, 2023-06-15, 2023-Q2, 2023-H1, FY2023-Q2, a/b, ../b or a/..',
  'value.evidence': 'no claim without evidence',
  'value.notDate': 'not a date that can be: {{text}}',
  'value.notNumber': 'not a number: {{text}}',
  'value.notSum': 'not a sum: {{text}}',
  'value.notInSum': 'not a sum: {{text}} is not understood',
  'value.notWord': '{{text}} is none of {{list}}',
  'value.negative': 'a sum is never below zero',
  'value.rate': 'a rate, not a sum: it belongs into price and per',
  'value.currencies': 'two currencies in one sum',
  'value.range': 'a range whose end is below its start',
  'value.publisher': 'who published the source is not said',

  'rule.either': 'give either the exact figure or its bounds, not both',
  'rule.bounds': 'the lower bound is above the upper one',
  'rule.per': 'a price needs `per`: what it is for',
  'rule.perAlone': 'a rate given as a lump sum: `per` goes with price, priceMin or priceMax',
  'rule.rate': 'a rate given as a lump sum: what is printed is per month, hour or year',
  'rule.unit': 'a quantity needs a unit',
  'rule.unitAlone': 'a unit without a quantity',
  'rule.currencyAlone': 'a currency without an amount or a price',
  'rule.measures': 'MEASURES starts from a Metric, and {{id}} is none',
  'rule.measured': 'a metric has exactly one MEASURES claim; {{id}} has {{number}}',

  'link.entity': 'there is no entity {{id}}',
  'link.claim': 'there is no claim {{id}}',
  'link.deal': 'there is no deal {{id}}',
  'link.source': 'there is no source {{id}}',
  'link.evidence': 'there is no evidence {{id}}',
  'link.section': '{{source}} has no section {{section}}',
  'link.paragraph': 'section {{section}} has {{number}} paragraphs, not {{paragraph}}',
  'link.several': 'several entities are called {{name}}: {{list}}',
  'link.twice': 'the id {{id}} stands here twice',
  'link.unusedEvidence': 'no claim uses the evidence {{id}}',
  'link.unusedDeal': 'no claim is part of the deal {{id}}',

  'notice.encoding': 'The text is in {{encoding}}, and was converted.',
  'notice.graph': 'A graph file holds no deals, sources or outlines of its own.',
  'notice.texts': 'Sources are texts in this file: they stand as passages of the file itself.',
  'notice.columns': 'Columns that are no field of ours are left out.',
  'notice.field': '{{field}} is taken from {{from}} where it is not given.',
  'notice.id': 'id is taken from the name where it is not given.',
  'notice.kind': '{{field}} is taken from the kind where it is not given.',
  'notice.publisher': 'The publisher is taken from the web address where it is not given.',
  'notice.entities': 'Entities are made from the names in claims.',
  'notice.deals': 'Deals that are only named are made with that name.',

  'restore.none': 'This is no backup of Loopscope.',
  'restore.cut': 'This is no backup, or it was cut short.',
  'restore.bomb': 'It unpacks to far more than a backup of its size would.',
  'restore.notJson': 'Line {{line}} is not JSON: this is no backup, or it was cut short.',
  'restore.line': 'Line {{line}} is nothing that a backup holds.',
  'restore.saved': 'Line {{line}}: not a saved {{kind}}.',
  'restore.behind': 'Line {{line}} stands behind the end.',
  'restore.newer': 'This backup was made by a newer version (shape {{shape}}, known: {{known}}).',
  'restore.counts': 'The backup does not hold as much as it says: it was cut short or changed.',
  'restore.end': 'The backup was cut short: its end is missing.',
  'restore.records': 'A backup may have {{most}} records, and this has more.',
  'restore.unsound': '{{dataset}} is not sound, {{number}} problems in all.',
  'restore.first': 'The first, line {{line}} {{field}}:',
  'restore.dataset': 'The records of {{dataset}} say that they are of {{other}}.',

  'refused.bytes': 'A file may have {{most}} bytes, and this one has more.',
  'refused.memory': 'The file takes more memory than an import may have.',
  'refused.reading': '{{number}} files are being imported, as many as may. Try again in a moment.',
  'refused.shipped': 'The dataset {{dataset}} comes with the product, and is not a reader’s to change.',
  'refused.otherFile': 'This is not the file that the dry run was of.',
  'refused.problems': 'The file has {{number}} problems; nothing was loaded.',
  'refused.questions': '{{number}} questions are open; nothing was loaded.',
  'refused.replaced':
    'The dataset {{dataset}} was changed by somebody else meanwhile. Nothing was written: look again, then go on.',
  'refused.loading': 'The dataset {{dataset}} is being loaded by another process.',
  'refused.takenOver': 'Another process has taken over the load of {{dataset}}.',
  'refused.noImport': 'Files cannot be imported here.',
  'refused.noRestore': 'Backups cannot be restored here.',

  'memory.asked': 'LOOPSCOPE_STORE=memory asks for it.',
  'memory.noJava': 'No Java was found, and the local Neo4j needs {{needs}} or newer.',
  'memory.oldJava': 'The Java found here is version {{found}}, and the local Neo4j needs {{needs}} or newer.',
  'memory.noMaven': 'Maven, which fetches Neo4j, was not found.',
  'memory.install': 'Install both with: {{command}}; or set NEO4J_URI to a Neo4j of your own.',
  'memory.installBoth': 'Install Java {{needs}} and Maven, or set NEO4J_URI to a Neo4j of your own.',
  'memory.offline': 'Maven could not fetch Neo4j: it works offline, and the jars are not in its cache.',
  'memory.network': 'Maven could not fetch Neo4j: the network did not let it; the details are in maven.log.',
  'memory.fetch': 'Maven could not fetch Neo4j: the details are in maven.log.',
  'memory.damaged': 'Maven delivered damaged jars of Neo4j.',
  'memory.full': 'The disk is too full for a local Neo4j.',
  'memory.folder': 'The folder for the local Neo4j cannot be written.',
  'memory.port': 'The local Neo4j found no free port, or another one keeps its folder.',
  'memory.other': 'Another server’s Neo4j on this folder does not answer.',
  'memory.start': 'The local Neo4j does not start: {{detail}} Its logs are in {{folder}}.',
  'memory.late': 'The local Neo4j was not ready in {{seconds}} s. Its logs are in {{folder}}.',
  'memory.password':
    'The local Neo4j does not accept the password kept in {{file}}. If it is lost, "npm start -- --reset" begins anew.',
} as const satisfies Record<string, string>;
type Says = keyof typeof WORDS;
const isSays = (key: string): key is Says => Object.hasOwn(WORDS, key);

/** One of them with what it is said of; numbers as such, for whoever words it to write them. */
export const Why = z.object({
  says: z.enum(Object.keys(WORDS).filter(isSays)),
  of: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Why = z.infer<typeof Why>;

export const why = (says: Says, of: Why['of'] = {}): Why => ({ says, of });

/** As the API says it. */
export const inWords = (...said: readonly Why[]): string =>
  said
    .map(({ says, of }) => WORDS[says].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(of[name] ?? '')))
    .join(' ');

const SAID: ReadonlyMap<string, Says> = new Map(
  Object.entries(WORDS).flatMap(([says, words]) => (isSays(says) ? [[words, says] as const] : [])),
);
const TYPES: Readonly<Record<string, Says>> = {
  string: 'value.text',
  number: 'value.figure',
  int: 'value.whole',
  boolean: 'value.flag',
  array: 'value.list',
  object: 'value.record',
};
const listed = (values: readonly unknown[]): string => values.map(String).join(', ');

/** What zod found: as the model says it, or by the kind of its finding. */
export function whyOf(issue: z.core.$ZodIssue): Why {
  const said = SAID.get(issue.message);
  if (said) return why(said);
  // Where the input was left out, zod says so in its message only.
  if (/received undefined$/.test(issue.message)) return why('value.missing');
  switch (issue.code) {
    case 'invalid_type':
      return why(TYPES[issue.expected] ?? 'value.form');
    case 'invalid_value':
      return why('value.oneOf', { list: listed(issue.values) });
    case 'unrecognized_keys':
      return why('value.noField', { list: listed(issue.keys) });
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'string') return why('value.long', { most });
      return why(issue.origin === 'array' ? 'value.many' : 'value.above', { most });
    }
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? why('value.empty')
        : why('value.below', { least: Number(issue.minimum) });
    default:
      return why('value.form');
  }
}
