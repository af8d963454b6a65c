import { describe, expect, it } from 'vitest';
import type { ServedDataset } from '../../../../client/state/datasets.ts';
import { problemsFile } from '../../../../client/state/importing/problems.ts';
import {
  askedSoFar,
  NOTHING_SAID,
  type Reading,
  readAs,
  saidIn,
  understood,
  wholeOf,
  withAnswer,
  withField,
  withTable,
} from '../../../../client/state/importing/reading.ts';
import { begun, endedAs, heard, partOf, readiness, stageOf } from '../../../../client/state/importing/run.ts';
import { freeId, idFrom, ownAt, targetFault, targetFor } from '../../../../client/state/importing/target.ts';
import type { ImportEvent, ImportPreview } from '../../../../server/core/contract/import.ts';
import { Mapping } from '../../../../server/core/model/mapping.ts';
import { why } from '../../../../server/core/model/why.ts';

const served = (id: string, own = false): ServedDataset =>
  ({ id, own, version: `${id}-1`, nameEn: id, nameZh: id }) as unknown as ServedDataset;
const preview = (columns: [string, string, boolean?][], table: ImportPreview['table'] = 'claims') =>
  ({
    sheet: '',
    table,
    columns: columns.map(([header, field, guessed = true]) => ({ header, field, guessed })),
    rows: [['a', 'b']],
    fields: { claims: ['from', 'to', 'amount'], entities: ['nameEn'] },
  }) satisfies ImportPreview;
const reading = (columns: [string, string, boolean?][]): Reading => ({
  ...NOTHING_SAID,
  sheets: understood([], [preview(columns)]),
});
const fields = ({ sheets }: Reading) => sheets[0]?.columns.map(({ field }) => field);

describe('what a file becomes', () => {
  it('has an id from its name, whatever letters that has', () => {
    expect(idFrom('Deals of Q1 (final).v2')).toBe('deals-of-q1-final-v2');
    expect(idFrom('交易')).toBe('my-data');
    expect(idFrom('Évian deals')).toBe('evian-deals');
    expect(idFrom('x'.repeat(200))).toHaveLength(60);
  });
  it('is the reader’s dataset that is called so, else a new one beside all others', () => {
    const all = [served('nvidia-2023'), served('mine', true)];
    expect(targetFor('mine.json', all)).toEqual({ id: 'mine', name: '', mode: 'replace' });
    expect(targetFor('nvidia-2023.tar.gz', all).id).toBe('nvidia-2023-2');
    expect(targetFor('deals.csv', all).id).toBe('deals');
    expect(freeId('mine', [...all, served('mine-2')])).toBe('mine-3');
  });
  it('is never one that comes with the product, nor one with a name that is no id', () => {
    const all = [served('nvidia-2023'), served('mine', true)];
    const aim = (id: string) => ({ id, name: '', mode: 'replace' as const });
    expect(targetFault(aim('nvidia-2023'), all)).toBe('shipped');
    expect(targetFault(aim('My data'), all)).toBe('form');
    expect(targetFault(aim(''), all)).toBe('form');
    expect(targetFault(aim('mine'), all)).toBeUndefined();
    expect(ownAt(all, aim('mine'))?.id).toBe('mine');
    expect(ownAt(all, aim('nvidia-2023'))).toBeUndefined();
  });
});

describe('a mapping', () => {
  it('of which nothing is said is not sent', () => {
    expect(saidIn(reading([['Investor', 'from']]))).toBeUndefined();
  });
  it('sends what the reader has changed, and leaves the rest to be guessed', () => {
    const said = withField(
      reading([
        ['Investor', 'from'],
        ['Partner', ''],
        ['Sum', 'amount'],
      ]),
      '',
      1,
      'to',
    );
    expect(saidIn(said)).toEqual({
      sheets: [{ sheet: '', table: 'claims', columns: [['Partner', 'to']] }],
      answers: {},
    });
  });
  it('has no two columns of one field', () => {
    const said = withField(
      reading([
        ['Investor', 'from'],
        ['Partner', ''],
      ]),
      '',
      1,
      'from',
    );
    expect(fields(said)).toEqual(['', 'from']);
    expect(saidIn(said)?.sheets[0]?.columns).toEqual([
      ['Investor', ''],
      ['Partner', 'from'],
    ]);
    expect(fields(withField(said, '', 1, ''))).toEqual(['', '']);
  });
  it('says of headers that are alike all or none, since their order tells them apart', () => {
    const said = withField(
      reading([
        ['Name', 'from'],
        ['Name', ''],
      ]),
      '',
      1,
      'to',
    );
    expect(saidIn(said)?.sheets[0]?.columns).toEqual([
      ['Name', 'from'],
      ['Name', 'to'],
    ]);
  });
  it('forgets its columns where the rows are said to be something else, and takes the new guesses', () => {
    const other = withTable(withField(reading([['A', 'from']]), '', 0, 'to'), '', 'entities');
    expect(saidIn(other)?.sheets).toEqual([{ sheet: '', table: 'entities', columns: [] }]);
    const next = understood(other.sheets, [preview([['A', 'nameEn']], 'entities')]);
    expect(next[0]).toMatchObject({ said: true, fields: ['nameEn'] });
    expect(next[0]?.columns).toEqual([{ header: 'A', field: 'nameEn', said: false }]);
  });
  it('is kept whole under a name, and read again as it was', () => {
    const one = withAnswer(
      withField(
        reading([
          ['A', 'from'],
          ['B', 'to'],
        ]),
        '',
        0,
        'amount',
      ),
      'dateOrder',
      'dmy',
    );
    const kept = Mapping.parse(wholeOf(one));
    expect(kept).toEqual({
      sheets: [
        {
          sheet: '',
          table: 'claims',
          columns: [
            ['A', 'amount'],
            ['B', 'to'],
          ],
        },
      ],
      answers: { dateOrder: 'dmy' },
    });
    expect(saidIn(readAs(kept))).toEqual(kept);
  });
  it('keeps what was said of sheets that the server did not come to', () => {
    const kept = readAs({ sheets: [{ sheet: 'Deals', table: 'claims', columns: [] }], answers: {} });
    expect(understood(kept.sheets, [preview([['A', '']])]).map(({ name }) => name)).toEqual(['', 'Deals']);
  });
});

describe('questions', () => {
  const question = (id: string, count = 1) => ({ id, message: '', count, examples: [], options: ['a'] });
  it('stay with their answers once they are answered, and come anew where they are asked anew', () => {
    expect(askedSoFar([question('a'), question('b')], [question('b', 3), question('c')])).toEqual([
      question('a'),
      question('b', 3),
      question('c'),
    ]);
  });
  it('can be answered otherwise, and left open again', () => {
    const once = withAnswer(NOTHING_SAID, 'a', 'x');
    expect(withAnswer(once, 'a', 'y').answers).toEqual({ a: 'y' });
    expect(withAnswer(once, 'a', '').answers).toEqual({});
  });
});

describe('a run', () => {
  const end = { type: 'end', problems: 1 } as unknown as Extract<ImportEvent, { type: 'end' }>;
  const problem = {
    sheet: '',
    row: 2,
    column: 'to',
    code: 'missing' as const,
    message: 'no',
    why: why('value.missing'),
  };
  it('collects what comes, and is where the last word of progress says', () => {
    const first = heard(begun, [
      { type: 'progress', step: 'receiving', done: 10, total: 10 },
      { type: 'item', problem },
    ]);
    const last = heard(first, [
      { type: 'progress', step: 'reading', done: 5 },
      { type: 'item', problem },
      end,
    ]);
    expect(last).toMatchObject({ step: 'reading', done: 5, total: undefined, ended: end });
    expect(last.problems).toHaveLength(2);
    expect(first.problems).toHaveLength(1);
  });
  it('says how much of a step is done only where that is known', () => {
    expect(partOf({ done: 5, total: undefined })).toBeUndefined();
    expect(partOf({ done: 0, total: 0 })).toBeUndefined();
    expect(partOf({ done: 5, total: 20 })).toBe(0.25);
    expect(stageOf('sweep')).toBe('switching');
    expect(stageOf('evidence')).toBe('writing');
  });
  it('can be loaded without problems and open questions, where it changes something', () => {
    const sound = { problems: 0, questions: 0, version: 'b', before: 'a' };
    expect(readiness(sound)).toBe('ready');
    expect(readiness({ ...sound, before: 'b' })).toBe('same');
    expect(readiness({ ...sound, problems: 1, version: undefined })).toBe('problems');
    expect(readiness({ ...sound, problems: 2, questions: 1, version: undefined })).toBe('questions');
  });
  it('whose end was not heard has come to what the served version says', () => {
    expect(endedAs({ version: 'b', before: 'a' }, 'a')).toBe('kept');
    expect(endedAs({ version: 'b', before: 'a' }, 'b')).toBe('loaded');
    expect(endedAs({ version: 'b', before: 'a' }, 'c')).toBe('other');
    expect(endedAs({ version: 'b', before: undefined }, undefined)).toBe('kept');
    expect(endedAs({ version: undefined, before: 'a' }, undefined)).toBe('other');
  });
});

it('problems are saved as a table in which nothing of the file runs', () => {
  const text = problemsFile([
    {
      sheet: 'A',
      row: 3,
      column: '=SUM(A1)',
      code: 'value',
      message: 'not "a" sum, at all',
      why: why('value.notSum', { text: '"a"' }),
    },
  ]).join('');
  expect(text).toBe(
    '\ufeffsheet,row,column,code,says,message\nA,3,\'=SUM(A1),value,value.notSum,"not ""a"" sum, at all"\n',
  );
});
