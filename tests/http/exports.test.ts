import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS } from '../../server/core/contract/exports.ts';
import { assemble } from '../../server/core/formats/assemble.ts';
import type { Format } from '../../server/core/formats/format.ts';
import { FORMATS } from '../../server/core/formats/index.ts';
import { Claim } from '../../server/core/model/claim.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { sample } from '../store/sample.ts';
import { Api, openStore, shipped, type Values } from './support.ts';

const ONE = 'http-exports';
const TWO = 'http-exports-2';
const SINCE = 'ai-finance-2023-2026';
let store: GraphStore;
let api: Api;
let since: Dataset;
/** What a sheet would run, markup would show, and a script would end with. */
const HOSTILE = `=HYPERLINK("https://x") <script>alert(1)</script> '"; MATCH (n) DETACH DELETE n; //`;
const hostile = (id: string): Dataset => {
  const data = sample(id);
  return {
    ...data,
    claims: data.claims.map((claim) =>
      claim.id === 'loan-lends'
        ? Claim.parse({ ...claim, summaryEn: HOSTILE, item: HOSTILE.slice(0, 150) })
        : claim,
    ),
  };
};

beforeAll(async () => {
  store = openStore();
  since = await shipped(SINCE);
  await store.load(hostile(ONE));
  await store.load(sample(TWO));
  await store.load(since);
  api = await Api.start(store);
});
afterAll(async () => {
  await api?.close();
  await store.remove(ONE);
  await store.remove(TWO);
  await store.close();
});

const bytesOf = async (path: string, body?: Values): Promise<Uint8Array> => {
  const response = await fetch(`${api.base}${path}`, {
    ...(body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.status, strFromU8(bytes.slice(0, 300))).toBe(200);
  return bytes;
};
const whole = (id: string, format: string) => bytesOf(`/api/datasets/${id}/export?format=${format}`);
const readBack = async (format: Format, bytes: Uint8Array): Promise<Dataset> => {
  const result = await assemble(
    format.read(
      (async function* () {
        yield bytes;
      })(),
    ),
  );
  if ('problems' in result) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.dataset;
};

describe.each(Object.entries<Format>(FORMATS))('a whole dataset as %s', (name, format) => {
  it('comes out of the database in the version that went in', async () => {
    const dataset = await readBack(format, await whole(SINCE, name));
    expect(dataset.version).toBe(since.version);
    expect(dataset.claims.length).toBe(since.claims.length);
  });

  it('holds hostile texts as texts', async () => {
    const { claims } = await readBack(format, await whole(ONE, name));
    expect(claims.find(({ id }) => id === 'loan-lends')?.summaryEn).toBe(HOSTILE);
  });
});

describe.each(EXPORT_FORMAT_NAMES)('a file of the format %s', (name) => {
  it('is offered under its name and kind, with the version in the name', async () => {
    const response = await fetch(`${api.base}/api/datasets/${SINCE}/export?format=${name}`);
    const { extension, mediaType } = EXPORT_FORMATS[name];
    expect(response.headers.get('content-disposition')?.replaceAll('"', '')).toBe(
      `attachment; filename=${SINCE}-${since.version}.${extension}`,
    );
    expect(response.headers.get('content-type')).toContain(mediaType);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.arrayBuffer();
  });

  const kind = EXPORT_FORMATS[name];
  if ('losesEn' in kind && !['xlsx', 'csl'].includes(name))
    it('says in itself what it does not hold', async () => {
      expect(strFromU8(await whole(ONE, name)).replaceAll('\\', '')).toContain(kind.losesEn.slice(0, 20));
    });
});

it('GEXF and GraphML are well formed, with a node for each entity and an edge for each claim', async () => {
  for (const name of ['gexf', 'graphml']) {
    const counts: Record<string, number> = {};
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ({ local }) => {
      counts[local] = (counts[local] ?? 0) + 1;
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(strFromU8(await whole(SINCE, name))).close();
    expect(counts).toMatchObject({ node: since.entities.length, edge: since.claims.length });
  }
});

it('a workbook holds a sheet for each kind of record, and no formula', async () => {
  const files = unzipSync(await whole(ONE, 'xlsx'));
  const sheets = Object.keys(files).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
  expect(sheets.length).toBe(6);
  for (const name of sheets) expect(strFromU8(files[name] ?? new Uint8Array())).not.toMatch(/<f[ >]/);
});

it('a table guards what a sheet would run', async () => {
  const files = unzipSync(await whole(ONE, 'csv'));
  const claims = strFromU8(files['claims.csv'] ?? new Uint8Array());
  expect(claims).toContain(`"'=HYPERLINK`);
  expect(claims).not.toMatch(/(^|,)"?=HYPERLINK/m);
});

it('a report shows markup as text', async () => {
  const text = strFromU8(await whole(ONE, 'markdown'));
  expect(text).toContain('\\<script\\>');
  expect(text).not.toMatch(/[^\\]<script/);
});

describe('a part', () => {
  it('has what was named, the ends and evidence of its claims, and is sound by itself', async () => {
    const bytes = await bytesOf('/api/export', { claims: ['loan-lends', 'loan-pledge'], datasets: [ONE] });
    const part = await readBack(FORMATS.json, bytes);
    expect(part.info.id).toBe(`${ONE}.part`);
    expect(part.claims.map(({ id }) => id).sort()).toEqual(['loan-lends', 'loan-pledge']);
    expect(part.evidence.length).toBeGreaterThan(0);
    for (const { from, to } of part.claims)
      expect(part.entities.map(({ id }) => id)).toEqual(expect.arrayContaining([from, to]));
  });

  it('takes with a metric what it measures and is made from', async () => {
    const bytes = await bytesOf('/api/export', { entities: ['maker-revenue'], datasets: [ONE] });
    const part = await readBack(FORMATS.json, bytes);
    expect(part.claims.map(({ type }) => type)).toEqual(['MEASURES']);
    expect(part.entities.map(({ id }) => id).sort()).toEqual(['maker', 'maker-revenue']);
  });

  it('of several datasets is a zip with a file for each', async () => {
    const bytes = await bytesOf('/api/export', {
      entities: [`${ONE}:maker`, `${TWO}:maker`],
      format: 'turtle',
    });
    expect(Object.keys(unzipSync(bytes)).sort()).toEqual([`${TWO}-part.ttl`, `${ONE}-part.ttl`].sort());
  });

  it('of any part of the data is sound', async () => {
    for (let at = 0; at < since.claims.length; at += 40) {
      const claims = since.claims.slice(at, at + 7).map(({ id }) => `${SINCE}:${id}`);
      const part = await readBack(FORMATS.json, await bytesOf('/api/export', { claims }));
      expect(part.claims.length).toBeGreaterThanOrEqual(claims.length);
    }
  });
});

it('comes out of the in-memory store in the same version', async () => {
  const memory = memoryStore();
  await memory.load(since);
  const other = await Api.start(memory);
  const response = await fetch(`${other.base}/api/datasets/${SINCE}/export`);
  const dataset = await readBack(FORMATS.json, new Uint8Array(await response.arrayBuffer()));
  await other.close();
  expect(dataset.version).toBe(since.version);
});

it('is given up without a word in the log when its reader leaves', async () => {
  const gone = new AbortController();
  const response = await fetch(`${api.base}/api/datasets/${SINCE}/export?format=turtle`, {
    signal: gone.signal,
  });
  await response.body?.getReader().read();
  gone.abort();
  await api.ok('health');
  expect(api.lines.join('')).not.toMatch(/"level":50/);
});
