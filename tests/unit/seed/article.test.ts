import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Claim } from '../../../server/core/model/claim.ts';
import { Metric } from '../../../server/core/model/entity.ts';
import { Evidence, Outline, Source } from '../../../server/core/model/evidence.ts';
import { copiedRuns, paragraphsOf } from './article.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DATASET = folder('../../../graph-seed/datasets/nvidia-2023/');
const PROJECT_SEED = folder('../../../graph-seed/');
/** The article lies beside the checkout, never inside it. */
const BESIDE = folder('../../../../shared/source/');
const WINDOW = 12;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const records = (file: string): unknown => parse(readFileSync(`${DATASET}${file}`, 'utf8'));

const [source] = Source.array().length(1).parse(records('sources.yaml'));
const [outline] = Outline.array().length(1).parse(records('outline.yaml'));
const evidence = Evidence.array().parse(records('evidence.yaml'));
const claims = Claim.array().parse(records('claims.yaml'));
const metrics = Metric.array().parse(records('metrics.yaml'));

const article = existsSync(BESIDE)
  ? readdirSync(BESIDE)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(`${BESIDE}${name}`))
      .find((bytes) => sha256(bytes) === source?.checksum)
      ?.toString('utf8')
  : undefined;
const away = article === undefined ? 'the article is not beside this checkout' : '';

describe('nvidia-2023 against the article', () => {
  it.runIf(process.env.CI)('has the article at hand in CI', () => {
    expect(away).toBe('');
  });

  it('counts and hashes every paragraph as the outline has it', (context) => {
    if (article === undefined) return context.skip(away);
    const sections = paragraphsOf(article).map(({ section, paragraphs }) => ({
      section,
      paragraphs: paragraphs.map(sha256),
    }));
    expect(outline?.sections.map(({ section, paragraphs }) => ({ section, paragraphs }))).toEqual(sections);
  });

  it('finds every figure, as it is said to be printed, in its paragraphs', (context) => {
    if (article === undefined) return context.skip(away);
    const printed = new Map(
      paragraphsOf(article).flatMap(({ section, paragraphs }) =>
        paragraphs.map((text, index): [string, string] => [`${section}-${index + 1}`, text]),
      ),
    );
    // The parts around a `…` stand apart in the passage.
    const missing = figures().filter(
      ({ figure, passages }) =>
        !passages.some((id) => figure.split('…').every((part) => printed.get(id)?.includes(part) === true)),
    );
    expect(missing).toEqual([]);
  });

  it('names each passage by its section and paragraph', () => {
    const named = evidence.map(({ id, locator }) => [
      id,
      'section' in locator && `${locator.section}-${locator.paragraph}`,
    ]);
    expect(named.filter(([id, place]) => id !== place)).toEqual([]);
  });

  it.for(
    readdirSync(PROJECT_SEED, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:ya?ml|md)$/.test(name),
    ),
  )(`%s has no ${WINDOW} characters on end of the article`, (name, context) => {
    if (article === undefined) return context.skip(away);
    const ours = readFileSync(`${PROJECT_SEED}${name}`, 'utf8').replaceAll(source?.title ?? '', '\n');
    expect(copiedRuns(article, ours, WINDOW)).toEqual([]);
  });
});

describe('the measure for copied words', () => {
  const text = '今天天氣很好,我們一起去公園散步吧。明天再說';

  it('finds a run that punctuation and space break', () => {
    expect(copiedRuns(text, '前文:今天天氣,很好 我們一起 去公園', 12)).toEqual([
      '今天天氣很好我們一起去公',
      '天天氣很好我們一起去公園',
    ]);
  });

  it('leaves shorter runs alone', () => {
    expect(copiedRuns(text, '今天天氣很好,我們一起去', 12)).toEqual([]);
  });

  it('counts a Latin name as one character', () => {
    const named = '據 Semiconductor Intelligence 的消息';
    expect(copiedRuns(named, named, 12)).toEqual([]);
  });

  it('reads through damaged characters', () => {
    expect(copiedRuns('行業(yè)水平遠遠超過其他任何公司', '行業水平遠遠超過其他任何', 12)).toHaveLength(1);
  });

  it('does not carry a run over from one line to the next', () => {
    expect(copiedRuns(text, '今天天氣很好\n我們一起去公園散步吧', 12)).toEqual([]);
  });
});

/** Every figure that the dataset says is printed, with the passages that it may stand in. */
function figures(): { figure: string; passages: string[] }[] {
  const found: { figure: string | undefined; passages: string[] }[] = [
    ...evidence.flatMap(({ id, figures }) => figures.map((figure) => ({ figure, passages: [id] }))),
    ...claims.map(({ asStated, evidence }) => ({ figure: asStated, passages: evidence })),
    ...metrics.map(({ id, asStated }) => ({
      figure: asStated,
      passages: claims.find(({ type, from }) => type === 'MEASURES' && from === id)?.evidence ?? [],
    })),
  ];
  return found.flatMap(({ figure, passages }) => (figure === undefined ? [] : [{ figure, passages }]));
}
