import type { Dataset } from '../../server/core/model/dataset.ts';
import { sample } from '../store/sample.ts';

export const CROWD_SIZE = 440;
export const crowdKey = (index: number): string => `crowd:e${index}`;

/** Entities with more lines than are drawn one by one. */
export function crowdOf(): Dataset {
  const made = sample('crowd');
  const [company] = made.entities;
  const [template] = made.claims;
  if (!company || !template) throw new Error('the sample has some');
  const entity = (index: number) => `e${index % CROWD_SIZE}` as typeof company.id;
  made.entities = Array.from({ length: CROWD_SIZE }, (_, index) => ({
    ...company,
    id: entity(index),
    nameEn: `Company ${index}`,
    aliases: [],
  }));
  made.claims = made.entities.flatMap((_, index) =>
    [13, 57, 101, 211].map((by) => ({
      ...template,
      id: `c${index}-${by}` as typeof template.id,
      type: 'USES' as const,
      from: entity(index),
      to: entity(index + by),
    })),
  );
  made.deals = [];
  return made;
}

const ALL = Array.from({ length: CROWD_SIZE }, (_, index) => index);
export const crowdAt = `/#lang=en&on=${ALL.map(crowdKey).join(',')}`;
