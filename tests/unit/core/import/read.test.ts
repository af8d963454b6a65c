import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../../server/core/contract/exports.ts';
import type {
  ImportNotice,
  ImportPreview,
  ImportProblem,
  ImportQuestion,
} from '../../../../server/core/contract/import.ts';
import { held } from '../../../../server/core/formats/dataset-files.ts';
import { recordsOf } from '../../../../server/core/formats/format.ts';
import { writeAs } from '../../../../server/core/formats/index.ts';
import { type ReadImport, type Reading, readImport } from '../../../../server/core/import/read.ts';
import type { Dataset } from '../../../../server/core/model/dataset.ts';
import { DatasetId } from '../../../../server/core/model/ids.ts';
import { Mapping } from '../../../../server/core/model/mapping.ts';
import { sample } from '../../../store/sample.ts';

type Told = Omit<ReadImport, 'dataset'> & {
  dataset: Dataset | undefined;
  problems: ImportProblem[];
  asked: string[];
  questions: ImportQuestion[];
  notices: ImportNotice[];
  previews: ImportPreview[];
};

/** Reads a file as an import does, in pieces that cut it anywhere. */
async function read(
  file: string | Uint8Array,
  answers: Record<string, string> = {},
  how: Partial<Reading> & { sheets?: unknown[]; before?: string } = {},
): Promise<Told> {
  const bytes = typeof file === 'string' ? strToU8(file) : file;
  const pieces = (all: Uint8Array) =>
    async function* () {
      for (let at = 0; at < all.length; at += 997) yield all.subarray(at, at + 997);
    };
  const { sheets = [], before, ...rest } = how;
  const told = {
    problems: [] as ImportProblem[],
    questions: [] as ImportQuestion[],
    notices: [] as ImportNotice[],
    previews: [] as ImportPreview[],
  };
  const result = await readImport(
    pieces(bytes),
    before === undefined ? undefined : pieces(strToU8(before)),
    {
      dataset: DatasetId.parse('mine'),
      format: 'auto',
      mode: 'replace',
      problems: 1000,
      mapping: Mapping.parse({ answers, sheets }),
      ...rest,
    },
    (news) => {
      if (news.type === 'item') told.problems.push(news.problem);
      if (news.type === 'question') told.questions.push(news.question);
      if (news.type === 'notice') told.notices.push(news.notice);
      if (news.type === 'preview') told.previews.push(news.preview);
    },
  );
  return {
    ...result,
    dataset: result.dataset && held(result.dataset),
    ...told,
    asked: told.questions.map(({ id }) => id).sort(),
  };
}
const sound = ({ dataset, problems, asked }: Told): Dataset => {
  expect([problems, asked]).toEqual([[], []]);
  if (!dataset) throw new Error('no dataset');
  return dataset;
};
const written = async (format: ExportFormat, dataset: Dataset): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of writeAs(format, recordsOf(dataset)))
    parts.push(typeof part === 'string' ? strToU8(part) : part);
  return new Uint8Array(Buffer.concat(parts));
};

const ANSWERS = {
  'default:kind': 'Company',
  'default:modality': 'fact',
  'default:sourceGrade': 'press',
  'default:sourceLanguage': 'en',
};
const CLAIMS = `Investor,Investee,Relationship,Amount,Date,Source,Publisher,URL
Nvidia,CoreWeave,invests in,US$100m,2023-04-20,Nvidia invests,The Paper,https://example.org/a
CoreWeave,Nvidia,buys from,"about US$1.5 billion",May 2023,,The Paper,https://example.org/b
CoreWeave,英偉達,buys from,undisclosed,,Nvidia invests,The Paper,https://example.org/a
`;

describe('a table of claims', () => {
  it('is understood by its header, asks what every claim needs, and takes the answers', async () => {
    const first = await read(CLAIMS);
    expect(first.summary).toMatchObject({ format: 'csv', problems: 0, questions: 4 });
    expect(first.asked).toEqual(Object.keys(ANSWERS).sort());
    expect(first.dataset).toBeUndefined();
    const [preview] = first.previews;
    expect(preview?.table).toBe('claims');
    expect(preview?.columns.map(({ field }) => field)).toEqual([
      'from',
      'to',
      'type',
      'amount',
      'start',
      'sourceTitle',
      'sourcePublisher',
      'sourceUrl',
    ]);
    expect(preview?.rows[0]?.[0]).toBe('Nvidia');

    const { claims, sources, evidence, entities } = sound(await read(CLAIMS, ANSWERS));
    expect(claims.map(({ type, amount, currency, start }) => [type, amount, currency, start])).toEqual([
      ['INVESTS_IN', 1e8, 'USD', '2023-04-20'],
      ['BUYS_FROM', 1.5e9, 'USD', '2023-05'],
      ['BUYS_FROM', undefined, undefined, undefined],
    ]);
    expect(claims[1]?.approximate).toBe(true);
    expect(entities.map(({ id }) => id)).toEqual(['nvidia', 'coreweave', 'yingweida']);
    expect([sources.length, evidence.length]).toEqual([2, 3]);
    expect(claims[0]?.summaryEn).toBe('Nvidia invests in CoreWeave.');
    expect(claims[0]?.summaryZh).toBe('Nvidia投資CoreWeave。');
  });

  it('gives the same ids whenever it is read, and says of a row that stands twice that it does', async () => {
    const ids = async (text: string) => sound(await read(text, ANSWERS)).claims.map(({ id }) => id);
    const [header, ...rows] = CLAIMS.trim().split('\n');
    expect((await ids(CLAIMS)).sort()).toEqual((await ids([header, ...rows.reverse()].join('\n'))).sort());
    const twice = await read(`${CLAIMS}${rows[2]}\n`, ANSWERS);
    expect(twice.problems.map(({ code, row }) => [code, row])).toContainEqual(['twice', 5]);
  });

  it('tells what is wrong with row and column, and asks once for all rows', async () => {
    const text = `from,to,type,amount,date,modality,source,publisher
A,B,invests in,$5,03/04/2023,fact,T,P
A,B,invests in,$7,05/06/2023,fact,T,P
A,B,gives to,US$5,2023-13-01,fact,T,P
`;
    const told = await read(text, ANSWERS);
    expect(told.questions.map(({ id, count, examples }) => [id, count, examples])).toEqual([
      ['currency:$', 2, ['$5', '$7']],
      ['dateOrder', 2, ['03/04/2023', '05/06/2023']],
    ]);
    expect(told.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [4, 'type', 'value'],
      [4, 'date', 'value'],
    ]);
    expect(told.summary.records.refuse).toBe(1);
  });

  it('has no claim without a source, unless the reader lets the file stand as one', async () => {
    const text = 'from,to,type\nA,B,invests in\n';
    expect((await read(text, ANSWERS)).asked).toEqual(['evidence']);
    const { evidence, sources } = sound(await read(text, { ...ANSWERS, evidence: 'file' }));
    expect(evidence).toHaveLength(1);
    expect(sources.map(({ id }) => id)).toEqual(['imported-file']);
  });

  it('is read as the mapping says rather than as guessed', async () => {
    const text = 'x,y,what,extra\nA,B,invests in,more\n';
    expect((await read(text)).previews[0]?.table).toBe('none');
    const sheets = [
      {
        table: 'claims',
        columns: [
          ['x', 'to'],
          ['y', 'from'],
          ['what', 'type'],
        ],
      },
    ];
    const told = await read(text, { ...ANSWERS, evidence: 'file' }, { sheets });
    expect(sound(told).claims[0]).toMatchObject({ from: 'b', to: 'a' });
    expect(told.notices).toContainEqual(expect.objectContaining({ code: 'lost', detail: ['extra'] }));
  });

  it('adds to what the dataset has, and means its entities by their names', async () => {
    const old = sample('mine');
    const before = new TextDecoder().decode(await written('json', old));
    const [known] = old.entities;
    const text = `from,to,type,source,publisher\n${known?.nameEn},Newcomer,invests in,T,P\n`;
    const told = await read(text, ANSWERS, { mode: 'add', before });
    const { claims, entities } = sound(told);
    expect(entities).toHaveLength(old.entities.length + 1);
    expect(claims).toHaveLength(old.claims.length + 1);
    expect(claims.some(({ from, to }) => from === known?.id && to === 'newcomer')).toBe(true);
    expect(told.summary.tables.claims).toMatchObject({ create: 1, change: 0, remove: 0 });
  });
});

describe('a table of entities', () => {
  const text = 'Name\t中文名\tType\tAlias\nNvidia\t輝達\tCompany\tNVDA; 英偉達\nH100\t\tChip\t\n';
  it('is read with tabs between its columns', async () => {
    const told = await read(text);
    expect(told.summary.format).toBe('tsv');
    expect(sound(told).entities).toEqual([
      expect.objectContaining({
        id: 'nvidia',
        nameZh: '輝達',
        aliases: ['NVDA', '英偉達'],
        summaryZh: '公司。',
      }),
      expect.objectContaining({ id: 'h100', nameZh: 'H100', kind: 'Chip' }),
    ]);
  });
});

describe('encodings', () => {
  /** The same two claims in each: no encoder for them is at hand. */
  const GB18030 =
    'ZnJvbSx0byx0eXBlLGFtb3VudCxzb3VyY2UscHVibGlzaGVyCs6i3Jss3XjfXyzZj9lJ19QsMjODfMPA1KoszqLcm9mP2UnvQMq+v6gsvZud+sjViPMK2Uq/7sjLLM6i3Jss2Uq/7r1vLLxzNYN8w8DUqizdeN9fzbbZWbmry74svZud+sjViPMK';
  const BIG5 =
    'ZnJvbSx0byx0eXBlLGFtb3VudCxzb3VyY2UscHVibGlzaGVyCrdMs24svfe5RizByrZSptssMjO79az8pLgst0yzbsHKtlLF46XcpWQsuGfA2aTps/gKtlW02qRILLdMs24stlW02rW5LKz5Nbv1rPykuCy997lGp+u46qS9pXEsuGfA2aTps/gK';
  const packed = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  const text = new TextDecoder('gb18030').decode(packed(GB18030));
  const wide = (swapped: boolean, mark = '') => {
    const bytes = Buffer.from(mark + text, 'utf16le');
    return new Uint8Array(swapped ? bytes.swap16() : bytes);
  };
  const names = async (file: Uint8Array, answers = {}) =>
    sound(await read(file, { ...ANSWERS, ...answers })).entities.map(({ nameZh }) => nameZh);
  it.each<[string, Uint8Array, string[]]>([
    ['UTF-8', strToU8(text), []],
    ['UTF-16 with its mark', wide(false, '\ufeff'), ['utf-16le']],
    ['UTF-16LE', wide(false), ['utf-16le']],
    ['UTF-16BE', wide(true), ['utf-16be']],
    ['GB18030', packed(GB18030), ['gb18030']],
    ['Big5', packed(BIG5), ['big5']],
  ])('%s is told and converted', async (_, file, said) => {
    const told = await read(file, ANSWERS);
    expect(told.notices.filter(({ code }) => code === 'encoding').map(({ why }) => why.of.encoding)).toEqual(
      said,
    );
    expect(sound(told).entities.map(({ nameZh }) => nameZh)).toEqual(['微軟', '輝達', '貸款人']);
  });
  it('a mark at the start of UTF-8 is no part of the first column, nor of JSON', async () => {
    expect(await names(strToU8(`\ufeff${text}`))).toHaveLength(3);
    const json = new Uint8Array([0xef, 0xbb, 0xbf, ...(await written('json', sample('mine')))]);
    sound(await read(json));
  });
  it('is asked about where a few signs do not tell', async () => {
    const few = packed('bmFtZSxraW5kCr33uUYsQ29tcGFueQo=');
    const told = await read(few);
    expect(told.asked).toEqual(['encoding']);
    expect(await names(few, { encoding: 'big5' })).toEqual(['輝達']);
    const wrong = await read(few, { encoding: 'utf-16be' });
    expect(wrong.summary.problems + wrong.summary.questions).toBeGreaterThan(0);
  });
});

describe('workbooks, graphs and archives', () => {
  it('a workbook of ours becomes what it was, but for what it says that it lacks', async () => {
    const { entities, claims, evidence, sources, deals } = sound(
      await read(await written('xlsx', sample('mine'))),
    );
    const was = sample('mine');
    expect({ entities, claims, sources, deals }).toEqual({
      entities: was.entities,
      claims: was.claims,
      sources: was.sources,
      deals: was.deals,
    });
    expect(evidence).toHaveLength(was.evidence.length);
  });

  it.each(['gexf', 'cytoscape'] as const)(
    '%s of ours keeps entities and claims, and says what is lost',
    async (format) => {
      const was = sample('mine');
      const told = await read(await written(format, was));
      const { entities, claims, evidence } = sound(told);
      expect(told.summary.format).toBe(format);
      expect(entities).toEqual(was.entities);
      expect(claims).toEqual(was.claims);
      expect(evidence.every(({ says }) => says !== undefined)).toBe(true);
      expect(told.notices.map(({ code }) => code)).toContain('lost');
    },
  );

  it('a row that is wrong is told as that, and not asked about besides', async () => {
    const told = await read('name,kind\nOne,Moon base\nTwo,\n');
    expect(told.problems).toMatchObject([{ row: 2, column: 'kind', code: 'value' }]);
    expect(told.questions).toMatchObject([{ id: 'default:kind', count: 1, examples: ['Two'] }]);
  });

  it('a plain graph of another program asks what it does not say', async () => {
    const gexf = `<?xml version="1.0"?><gexf version="1.3" xmlns="http://gexf.net/1.3"><graph defaultedgetype="directed">
      <attributes class="node"><attribute id="0" title="size" type="double"/></attributes>
      <nodes><node id="N0" label="Nvidia"><attvalues><attvalue for="0" value="3.5"/></attvalues></node><node id="N1" label="CoreWeave"/></nodes>
      <edges><edge id="E0" source="N0" target="N1" weight="2"/></edges></graph></gexf>`;
    const cytoscape = JSON.stringify([
      { data: { id: 'N0', name: 'Nvidia' } },
      { data: { id: 'N1', name: 'CoreWeave' } },
      { data: { id: 'E0', source: 'N0', target: 'N1', weight: 2 } },
    ]);
    for (const file of [gexf, cytoscape]) {
      expect((await read(file)).asked).toEqual([
        'default:kind',
        'default:modality',
        'default:type',
        'evidence',
      ]);
      const answers = { ...ANSWERS, evidence: 'file' };
      expect((await read(file, answers)).asked).toEqual(['default:type']);
      const { claims, entities } = sound(await read(file, { ...answers, 'default:type': 'INVESTS_IN' }));
      expect(entities.map(({ id }) => id)).toEqual(['nvidia', 'coreweave']);
      expect(claims[0]).toMatchObject({ from: 'nvidia', to: 'coreweave', type: 'INVESTS_IN' });
    }
  });

  it('an archive of tables is one dataset', async () => {
    const file = zipSync({
      'x/companies.csv': strToU8('name,kind\nNvidia,Company\nCoreWeave,Company\n'),
      'deals of 2023.csv': strToU8('from,to,type,source,publisher\nNvidia,CoreWeave,invests in,T,P\n'),
    });
    const told = await read(file, ANSWERS);
    expect(told.previews.map(({ sheet, table }) => [sheet, table])).toEqual([
      ['companies', 'entities'],
      ['deals of 2023', 'claims'],
    ]);
    expect(sound(told).claims[0]).toMatchObject({ from: 'nvidia', to: 'coreweave' });
  });
});
