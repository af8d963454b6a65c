import { CLAIM_TYPE_NAMES, KINDS, MODALITIES } from '../../../server/core/model/registry.ts';
import { StoredClaim, StoredEntity } from '../../../server/core/model/stored.ts';

/** The same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** A made-up dataset, skewed towards hubs as real ones are, with three claims an entity. */
export function madeUp(size: number) {
  const random = dice(41);
  const kinds = Object.keys(KINDS).filter((kind) => kind !== 'Metric');
  const one = <T>(of: readonly T[], skew = 1): T =>
    of[Math.floor(random() ** skew * of.length)] ?? (of[0] as T);
  const types = CLAIM_TYPE_NAMES.filter((type) => type !== 'MEASURES');
  const entities = Array.from({ length: size }, (_, index) =>
    StoredEntity.parse({
      id: `e${index}`,
      kind: one(kinds, 2),
      nameEn: `Company ${index}`,
      nameZh: `公司 ${index}`,
      summaryEn: 'Made up.',
      summaryZh: '虛構。',
      dataset: 'bench',
    }),
  );
  const ids = entities.map(({ id }) => id);
  const claims = Array.from({ length: size * 3 }, (_, index) =>
    StoredClaim.parse({
      id: `c${index}`,
      type: one(types, 2),
      from: one(ids, 2.2),
      to: one(ids),
      ...(random() < 0.5 ? { amount: 10 ** (6 + random() * 5), currency: 'USD' } : {}),
      modality: one(MODALITIES, 3),
      summaryEn: 'Made up.',
      summaryZh: '虛構。',
      evidence: ['e'],
      dataset: 'bench',
      grade: 'press',
      publishers: ['Made up'],
    }),
  );
  const side = Math.sqrt(size) * 170;
  const placed = Object.fromEntries(
    ids.map((id) => [
      `bench:${id}`,
      { x: Math.round(random() * side * 1.4), y: Math.round(random() * side) },
    ]),
  );
  return { entities, claims, placed };
}
