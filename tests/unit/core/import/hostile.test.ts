import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportProblem } from '../../../../server/core/contract/import.ts';
import { type ReadImport, readImport } from '../../../../server/core/import/read.ts';
import { DatasetId } from '../../../../server/core/model/ids.ts';
import { Mapping } from '../../../../server/core/model/mapping.ts';

async function read(
  file: string | Uint8Array,
  limits: { records?: number } = {},
): Promise<ReadImport & { problems: ImportProblem[] }> {
  const bytes = typeof file === 'string' ? strToU8(file) : file;
  const problems: ImportProblem[] = [];
  const mapping = Mapping.parse({
    answers: { evidence: 'file', 'default:modality': 'fact', 'default:kind': 'Company' },
  });
  const result = await readImport(
    async function* () {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    },
    undefined,
    { dataset: DatasetId.parse('mine'), format: 'auto', mode: 'replace', problems: 1000, mapping, ...limits },
    (news) => {
      if (news.type === 'item') problems.push(news.problem);
    },
  );
  return { ...result, problems };
}
const codes = async (file: string | Uint8Array, limits = {}): Promise<string[]> =>
  (await read(file, limits)).problems.map(({ code }) => code);

const entity = (more: object) => ({
  id: 'a',
  kind: 'Company',
  nameEn: 'A',
  nameZh: 'A',
  summaryEn: 'A.',
  summaryZh: 'A。',
  ...more,
});
const json = (...entities: object[]): string => JSON.stringify({ loopscope: 1, entities });
const inXml = (root: string, doctype: string, text: string): string =>
  root === 'gexf'
    ? `<?xml version="1.0"?>${doctype}<gexf version="1.3"><graph><nodes><node id="a" label="${text}"/></nodes></graph></gexf>`
    : `<?xml version="1.0"?>${doctype}<graphml><key id="n" for="node" attr.name="nameEn"/><graph><node id="a"><data key="n">${text}</data></node></graph></graphml>`;

describe('markup, formulas and scripts', () => {
  const texts = [
    '<script>alert(1)</script>',
    '=HYPERLINK("https://evil.example","x")',
    '@SUM(1+1)*cmd|" /C calc"!A0',
    "'}) MATCH (n) DETACH DELETE n //",
    '{{constructor.constructor("return 1")()}}',
    'javascript:alert(1)',
  ];
  it.each(texts)('%s is a text', async (text) => {
    expect((await read(json(entity({ nameEn: text })))).dataset?.entities.at(0)?.nameEn).toBe(text);
    const csv = `id,nameEn,kind\na,"${text.replaceAll('"', '""')}",Company\n`;
    expect((await read(csv)).dataset?.entities.at(0)?.nameEn).toBe(text);
  });
  it('an address that is not of the web is refused', async () => {
    const text = 'from,to,type,source,publisher,url\nA,B,OWNS,T,P,javascript:alert(1)\n';
    const mapped = text
      .replace('url', 'sourceGrade,sourceLanguage,url')
      .replace('javascript', 'press,en,javascript');
    expect((await read(mapped)).problems).toMatchObject([{ code: 'value' }]);
  });
});

describe('XML', () => {
  const laughs = Array.from(
    { length: 12 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('');
  it.each(['gexf', 'graphml'])('%s expands no entity, reads no file and fetches nothing', async (root) => {
    for (const [doctype, text] of [
      [`<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>`, '&l12;'],
      ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;'],
      ['<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">', 'x'],
      ['', '&undeclared;'],
    ] as const) {
      const told = await read(inXml(root, doctype, text));
      expect(told.problems).toMatchObject([{ code: 'format' }]);
      expect(JSON.stringify(told)).not.toContain('root:');
    }
  });
  it.each(['gexf', 'graphml'])('%s that nests too deeply is refused', async (root) => {
    expect(await codes(inXml(root, '', '').replace('<graph>', `<graph>${'<x>'.repeat(10_000)}`))).toEqual([
      'format',
    ]);
  });
});

describe('archives', () => {
  it.each(['a.csv', 'xl/worksheets/sheet1.xml'])('a bomb in %s is met before it goes off', async (name) => {
    const bomb = zipSync(
      { '[Content_Types].xml': strToU8('<Types/>'), [name]: new Uint8Array(64 * 1024 ** 2) },
      { level: 9 },
    );
    expect(bomb.length).toBeLessThan(1024 ** 2);
    expect(await codes(bomb)).toEqual(['format']);
  });
  it('with thousands of files, paths that lead out, or broken parts is refused or read as data', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`${at}.txt`, strToU8('x')])),
    );
    expect(await codes(many)).toEqual(['format']);
    const out = zipSync({ '../../../etc/x.csv': strToU8('name,kind\nA,Company\n') });
    expect((await read(out)).dataset?.entities.at(0)?.id).toBe('a');
    const whole = zipSync({ 'a.csv': strToU8('name,kind\nA,Company\n'.repeat(1000)) });
    expect((await read(whole.subarray(0, whole.length - 60))).dataset?.entities ?? []).not.toHaveLength(1000);
    expect(await codes(new Uint8Array([0x50, 0x4b, 3, 4, ...deflateRawSync('x')]))).toEqual(['format']);
  });
});

describe('keys of prototypes', () => {
  it('are fields that no record has, and change nothing', async () => {
    const file = `{"loopscope":1,"__proto__":[{"polluted":1}],"constructor":{"prototype":{"polluted":1}},
      "entities":[{"id":"a","__proto__":{"polluted":1},"constructor":1}]}`;
    await read(file);
    for (const header of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      await read(`id,name,kind,${header}\na,A,Company,x\n`);
    await read(`[{"data":{"id":"a","name":"A","__proto__":{"polluted":1}}}]`);
    await read(
      inXml('gexf', '', 'A').replace(
        '<nodes>',
        '<attributes class="node"><attribute id="__proto__" title="__proto__" type="string"/></attributes><nodes>',
      ),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  it('as ids are no ids', async () => {
    for (const id of ['__proto__', 'Constructor', 'a b', '../x', 'a:b'])
      expect(await codes(json(entity({ id })))).toEqual(['value']);
  });
});

describe('signs that deceive', () => {
  it.each(['a\u0000b', 'a\u0007b', 'a\u202eb', 'a\u2066b', 'a\ud800b', 'a\ufffeb'])(
    '%j is refused where it stands',
    async (nameEn) => {
      expect((await read(json(entity({ nameEn })))).problems).toMatchObject([
        { code: 'text', sheet: 'entities', row: 1, column: 'nameEn' },
      ]);
    },
  );
});

describe('sizes', () => {
  it('ids that collide are told, the second one', async () => {
    expect((await read(json(entity({}), entity({ nameEn: 'Other' })))).problems).toMatchObject([
      { code: 'twice', row: 2 },
    ]);
  });
  it('a text that is too long is told with its place', async () => {
    expect((await read(json(entity({ nameEn: 'x'.repeat(201) })))).problems).toMatchObject([
      { code: 'limit', column: 'nameEn' },
    ]);
  });
  it('more records than may be are not read on', async () => {
    const many = json(...Array.from({ length: 50 }, (_, at) => entity({ id: `e${at}` })));
    expect(await codes(many, { records: 20 })).toEqual(['limit']);
  });
  it.each(['[', '{"a":'])('nesting of %s is met, not fallen over', async (open) => {
    const close = open === '[' ? ']' : '}';
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    expect((await read(`{"loopscope":1,"entities":[${deep}]}`)).problems.length).toBeGreaterThan(0);
    expect((await read(`{"loopscope":1,"x":${deep}}`)).problems.length).toBeGreaterThan(0);
    expect((await read(`[{"data":{"id":"a","name":${deep}}}]`)).dataset).toBeUndefined();
  });
  it('a row that never ends, a header of thousands of columns and a file of nothing are refused', async () => {
    expect((await read(`name,kind\n"${'x'.repeat(2_000_000)}`)).problems).toMatchObject([{ code: 'format' }]);
    expect(
      (await read(Array.from({ length: 20_000 }, (_, at) => `c${at}`).join())).dataset?.entities ?? [],
    ).toEqual([]);
    expect(await codes('')).toEqual(['format']);
    expect(await codes(new Uint8Array(1000))).not.toEqual([]);
  });
});
