import { describe, expect, it } from 'vitest';
import { BASELINES_ZH, MEASURES, PER_ZH, UNITS_ZH } from '../../../client/state/units.ts';
import { readShippedDatasets } from './shipped.ts';

const datasets = readShippedDatasets();

describe.each(datasets.map((dataset) => [dataset.info.id, dataset] as const))(
  '%s in Chinese',
  (_id, dataset) => {
    const { claims, entities, deals } = dataset;
    const metrics = entities.flatMap((entity) => (entity.kind === 'Metric' ? [entity] : []));
    const missing = (words: readonly (string | undefined)[], table: Readonly<Record<string, string>>) =>
      [...new Set(words)].filter((word) => word !== undefined && !Object.hasOwn(table, word));

    it('has a word for each unit, rate and baseline', () => {
      const all = [...claims, ...metrics];
      expect(
        missing(
          all.map(({ unit }) => unit),
          UNITS_ZH,
        ),
      ).toEqual([]);
      expect(
        missing(
          all.map(({ per }) => per),
          PER_ZH,
        ),
      ).toEqual([]);
      expect(
        missing(
          metrics.map(({ baseline }) => baseline),
          BASELINES_ZH,
        ),
      ).toEqual([]);
    });

    it('has a word for each measure', () => {
      const measures = metrics.map(({ measure }) => measure);
      expect(measures.filter((measure) => !Object.hasOwn(MEASURES, measure))).toEqual([]);
    });

    it('has the punctuation of Chinese beside Chinese characters', () => {
      const texts = [
        dataset.info.nameZh,
        dataset.info.summaryZh,
        ...[...entities, ...deals].map(({ nameZh }) => nameZh),
        ...[...entities, ...claims].map(({ summaryZh }) => summaryZh),
      ];
      expect(texts.filter((text) => /\p{Script=Han}[,:;?!]|[,:;?!]\p{Script=Han}/u.test(text))).toEqual([]);
    });
  },
);
