import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Cited, cite, claimText, sourcesOf } from '../../client/state/cite.ts';
import { nameOf } from '../../client/state/format.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { OPERATIONS } from '../../server/core/operations/index.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { computePool } from '../../server/workers/pool.ts';

const LANGS = ['en', 'zh'] as const;

/**
 * What "copy citation" gives for every claim, entity and loop of a dataset, in both languages, into a folder: `KIND-LANG.bib` and
 * `KIND-LANG.json`, and what each of them should say in `cited.json`. Gives how many there are.
 */
export async function writeCitations(dataset: Dataset, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const store = memoryStore();
  await store.load(dataset);
  const compute = computePool({ threads: 1 });
  const deps = { store, compute, about: { version: '' } };
  const { signal } = new AbortController();
  // The pool's threads do not keep a script that waits for them from ending.
  const awake = setInterval(() => {}, 60_000);
  const datasets = (await OPERATIONS.datasets(deps, {}, signal)).datasets;
  const { loops } = await OPERATIONS.loops(deps, { maxLength: '4', limit: '200' }, signal);
  const claims = await Promise.all(dataset.claims.map(({ id }) => OPERATIONS.claim(deps, { id }, signal)));
  await compute.close();
  clearInterval(awake);
  const all: { file: string; cited: Cited }[] = [];
  for (const lang of LANGS) {
    const base = (kind: Cited['kind'], id: string) => ({
      kind,
      id,
      datasets,
      url: `http://127.0.0.1:4680/#lang=${lang}&${kind}=${id}&x=100%25_{~}`,
      accessed: '2026-11-24',
    });
    const cited: Cited[] = [
      ...claims.map(({ claim, from, to, evidence }) => ({
        ...base('claim', `${claim.dataset}:${claim.id}`),
        title: claimText(claim, from, to, lang),
        sources: sourcesOf(evidence, lang),
      })),
      ...dataset.entities.map((entity) => ({
        ...base('entity', `${dataset.info.id}:${entity.id}`),
        title: nameOf(entity, lang),
        sources: [],
      })),
      ...loops.map(({ id, legs }) => ({
        ...base('loop', id),
        title: legs.map(({ claim }) => claim.from).join(' → '),
        sources: sourcesOf(
          legs.flatMap(({ evidence }) => evidence),
          lang,
        ),
      })),
    ];
    for (const kind of ['claim', 'entity', 'loop'] as const) {
      const of = cited.filter((one) => one.kind === kind);
      const file = `${kind}-${lang}`;
      writeFileSync(
        path.join(folder, `${file}.bib`),
        of.map((one) => cite(one, 'bibtex', lang)).join('\n\n'),
      );
      const entries = of.flatMap((one): unknown[] => JSON.parse(cite(one, 'csl', lang)));
      writeFileSync(path.join(folder, `${file}.json`), JSON.stringify(entries));
      all.push(...of.map((one) => ({ file, cited: one })));
    }
  }
  writeFileSync(path.join(folder, 'cited.json'), JSON.stringify(all));
  return all.length;
}
