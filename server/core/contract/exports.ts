import { z } from 'zod';
import { ClaimRef, DatasetId, EntityRef } from '../model/ids.ts';
import { ViewBody } from '../model/saved.ts';
import { datasets, list, operation } from './operation.ts';

export const EXPORT_LIMITS = { entities: 5_000, claims: 20_000 } as const;

type FileKind = {
  /** What a file of it is called, behind the dot. */
  extension: string;
  mediaType: string;
  /** What of a dataset is not in it; absent where nothing is lost, and it can be read back. */
  losesEn?: string;
  losesZh?: string;
};

/** The kinds of files that data goes out in. */
export const EXPORT_FORMATS = {
  json: { extension: 'json', mediaType: 'application/json' },
  csv: { extension: 'csv.zip', mediaType: 'application/zip' },
  graphml: { extension: 'graphml', mediaType: 'application/graphml+xml' },
  turtle: { extension: 'ttl', mediaType: 'text/turtle' },
  jsonld: { extension: 'jsonld', mediaType: 'application/ld+json' },
  cypher: { extension: 'cypher', mediaType: 'application/x-cypher-query' },
  gexf: {
    extension: 'gexf',
    mediaType: 'application/gexf+xml',
    losesEn: 'Deals are ids only; evidence is one text a claim; lists are texts; outlines are left out.',
    losesZh: '交易只有代號；每筆陳述的證據合為一段文字；清單成為文字；不含文件大綱。',
  },
  cytoscape: {
    extension: 'cyjs',
    mediaType: 'application/json',
    losesEn: 'Deals are ids only; evidence is one text a claim; outlines are left out.',
    losesZh: '交易只有代號；每筆陳述的證據合為一段文字；不含文件大綱。',
  },
  xlsx: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    losesEn:
      'Lists are JSON in a cell; texts that begin like a formula are marked as text; outlines are left out.',
    losesZh: '清單以 JSON 寫在儲存格內；像公式的文字標為文字；不含文件大綱。',
  },
  dot: {
    extension: 'dot',
    mediaType: 'text/vnd.graphviz',
    losesEn: 'Only names, types, amounts, certainty and one line of evidence a claim.',
    losesZh: '只有名稱、類型、金額、確定程度，以及每筆陳述一行證據。',
  },
  markdown: {
    extension: 'md',
    mediaType: 'text/markdown',
    losesEn: 'A report to read: ids of claims and sources are kept, other fields are in words or left out.',
    losesZh: '供閱讀的報告：保留陳述與來源的代號，其餘欄位以文字敘述或略去。',
  },
  bibtex: {
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    losesEn: 'Only the sources.',
    losesZh: '只有來源。',
  },
  csl: {
    extension: 'csl.json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    losesEn: 'Only the sources.',
    losesZh: '只有來源。',
  },
} as const satisfies Record<string, FileKind>;
export type ExportFormat = keyof typeof EXPORT_FORMATS;
const isFormat = (name: string): name is ExportFormat => Object.hasOwn(EXPORT_FORMATS, name);
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS).filter(isFormat);

const format = z.enum(EXPORT_FORMAT_NAMES).default('json');

/** A file, streamed: what it is called, its kind, and its parts as they are made. */
export type FileAnswer = {
  name: string;
  mediaType: string;
  parts: AsyncIterable<string | Uint8Array>;
};

export const exportDataset = operation({
  method: 'GET',
  path: '/api/datasets/:id/export',
  summary: 'A whole dataset with its evidence as a file, streamed.',
  input: z.object({ id: DatasetId, format }),
  output: z.custom<FileAnswer>(),
  file: true,
  errors: ['bad_request', 'not_found', 'too_large', 'unavailable'],
});

export const exportPart = operation({
  method: 'POST',
  path: '/api/export',
  summary:
    'The named entities and claims as a file, with the ends, deals and evidence of the claims; a zip of files where they are of several datasets.',
  input: z
    .object({
      format,
      entities: list(EntityRef, EXPORT_LIMITS.entities).default([]),
      claims: list(ClaimRef, EXPORT_LIMITS.claims).default([]),
      datasets,
    })
    .refine(({ entities, claims }) => entities.length + claims.length > 0, {
      path: ['entities'],
      message: 'name at least one entity or claim',
    }),
  output: z.custom<FileAnswer>(),
  file: true,
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_large', 'unavailable'],
});

export const finding = operation({
  method: 'POST',
  path: '/api/finding',
  summary:
    'The named entities and claims, with evidence, and a view of them as one HTML file that opens without a server and can be explored there.',
  input: z
    .object({
      entities: list(EntityRef, EXPORT_LIMITS.entities).default([]),
      claims: list(ClaimRef, EXPORT_LIMITS.claims).default([]),
      datasets,
      title: z.string().max(300).default(''),
      question: z.string().max(5_000).default(''),
      lang: z.enum(['en', 'zh']).default('en'),
      view: ViewBody,
    })
    .refine(({ entities, claims }) => entities.length + claims.length > 0, {
      path: ['entities'],
      message: 'name at least one entity or claim',
    }),
  output: z.custom<FileAnswer>(),
  file: true,
  errors: ['bad_request', 'not_found', 'ambiguous', 'too_large', 'unavailable'],
});
