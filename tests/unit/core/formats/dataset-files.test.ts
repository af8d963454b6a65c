import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  DATASET_FILES,
  type DatasetFile,
  readDataset,
} from '../../../../server/core/formats/dataset-files.ts';
import { why } from '../../../../server/core/model/why.ts';
import { problemLine } from '../../../../server/datasets.ts';

const folder = new URL('../../../../graph-seed/datasets/nvidia-2023/', import.meta.url);
const article = () =>
  new Map<string, string>(
    DATASET_FILES.map((name) => [name, readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')]),
  );

const SMALL: Record<DatasetFile, string> = {
  'dataset.yaml': 'id: small\nnameEn: Small\nnameZh: 小\nsummaryEn: A small one.\nsummaryZh: 小的。\n',
  'entities.yaml': ['a', 'b']
    .map((id) => `- {id: ${id}, kind: Company, nameEn: ${id}, nameZh: ${id}, summaryEn: x, summaryZh: x}\n`)
    .join(''),
  'metrics.yaml': '[]\n',
  'claims.yaml':
    '- id: c\n  type: BUYS_FROM\n  from: a\n  to: b\n  summaryEn: x\n  summaryZh: x\n  modality: fact\n  evidence: [p]\n',
  'deals.yaml': '[]\n',
  'sources.yaml':
    '- {id: s, title: T, publisher: P, date: "2023", dateBasis: stated, grade: press, language: en}\n',
  'evidence.yaml': '- {id: p, source: s, locator: {section: one, paragraph: 1}}\n',
  'outline.yaml': `- source: s\n  sections:\n    - {section: one, titleEn: One, titleZh: 一, paragraphs: ["${'0'.repeat(64)}"]}\n`,
};
const read = (patch: Partial<Record<DatasetFile, string>>) =>
  readDataset(new Map(Object.entries({ ...SMALL, ...patch })));
const problems = (patch: Partial<Record<DatasetFile, string>>): string[] => {
  const result = read(patch);
  return 'problems' in result ? result.problems.map((problem) => problemLine(problem)) : [];
};

describe('a dataset folder', () => {
  it('is read whole when it is sound', () => {
    expect(problems({})).toEqual([]);
    const result = readDataset(article());
    expect('dataset' in result && result.dataset.info.id).toBe('nvidia-2023');
  });

  it('gives each passage the title of its section, in both languages', () => {
    const result = read({});
    expect('dataset' in result && result.dataset.evidence[0]?.locator).toEqual({
      section: 'one',
      paragraph: 1,
      sectionEn: 'One',
      sectionZh: '一',
    });
  });

  it('has a version that only its content changes', () => {
    const version = (patch: Partial<Record<DatasetFile, string>>) => {
      const result = read(patch);
      return 'dataset' in result ? result.dataset.version : result.problems;
    };
    expect(version({ 'claims.yaml': `# a comment\n${SMALL['claims.yaml']}` })).toBe(version({}));
    expect(version({ 'claims.yaml': SMALL['claims.yaml'].replace('fact', 'opinion') })).not.toBe(version({}));
  });

  it.each<[string, Partial<Record<DatasetFile, string>>, string]>([
    [
      'an unknown type',
      { 'claims.yaml': SMALL['claims.yaml'].replace('BUYS_FROM', 'GIVES_TO') },
      'claims.yaml:2 /0/type',
    ],
    [
      'a dangling end',
      { 'claims.yaml': SMALL['claims.yaml'].replace('to: b', 'to: z') },
      'claims.yaml:4 /0/to there is no entity z',
    ],
    [
      'a claim without evidence',
      { 'claims.yaml': SMALL['claims.yaml'].replace('[p]', '[]') },
      'claims.yaml:8 /0/evidence no claim without evidence',
    ],
    [
      'evidence that is not there',
      { 'claims.yaml': SMALL['claims.yaml'].replace('[p]', '[q]') },
      'there is no evidence q',
    ],
    [
      'a section that does not exist',
      { 'evidence.yaml': SMALL['evidence.yaml'].replace('section: one', 'section: two') },
      'evidence.yaml:1 /0/locator/section s has no section two',
    ],
    [
      'a paragraph that does not exist',
      { 'evidence.yaml': SMALL['evidence.yaml'].replace('paragraph: 1', 'paragraph: 9') },
      'section one has 1 paragraphs, not 9',
    ],
    [
      'an impossible date',
      { 'claims.yaml': `${SMALL['claims.yaml']}  start: 2023-02-30\n` },
      'claims.yaml:9 /0/start not a date that can be',
    ],
    [
      'a rate given as a lump sum',
      { 'claims.yaml': `${SMALL['claims.yaml']}  amount: 37000\n  asStated: 每月3.7萬美元\n` },
      'claims.yaml:9 /0/amount a rate given as a lump sum',
    ],
    [
      'an id that stands twice',
      { 'entities.yaml': SMALL['entities.yaml'].repeat(2) },
      'the id a stands here twice',
    ],
    [
      'a deal of no claim',
      { 'deals.yaml': '- {id: d, kind: loan, nameEn: D, nameZh: D}\n' },
      'no claim is part of the deal d',
    ],
    [
      'a metric that measures nothing',
      {
        'metrics.yaml':
          '- {id: m, kind: Metric, nameEn: M, nameZh: M, summaryEn: x, summaryZh: x, measure: revenue, form: level, value: 1}\n',
      },
      'a metric has exactly one MEASURES claim; m has 0',
    ],
    ['text that is not YAML', { 'claims.yaml': '- id: c\n  from: [a\n' }, 'claims.yaml:3'],
    ['a key that stands twice', { 'claims.yaml': `${SMALL['claims.yaml']}  from: b\n` }, 'claims.yaml:9'],
    ['something other than a list', { 'deals.yaml': 'id: d\n' }, 'expected a list of records'],
  ])('is refused for %s, with file and line', (_name, patch, message) => {
    expect(problems(patch).join('\n')).toContain(message);
  });

  it('says which file is missing', () => {
    const files = new Map<string, string>(Object.entries(SMALL));
    files.delete('deals.yaml');
    const result = readDataset(files);
    expect('problems' in result && result.problems[0]).toMatchObject({
      file: 'deals.yaml',
      why: why('file.missing'),
    });
  });

  it('does not expand aliases, a few lines of which can fill the memory', () => {
    const bomb = `- &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `- &${'b'.repeat(at + 1)} [*a, *a]\n`).join('')}`;
    expect(problems({ 'deals.yaml': bomb })).not.toEqual([]);
  });
});
