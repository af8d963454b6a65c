import type { Dataset } from '../model/dataset.ts';
import { intervalOf } from '../model/dates.ts';
import { GRADES, type Grade } from '../model/registry.ts';
import type { StoredClaim } from '../model/stored.ts';

/**
 * The claims of a dataset as stores keep them: with the grade of their best source, and with the day on which they became known, which is
 * the date of the earliest of their sources where the claim does not give it.
 */
export function storedClaims({ info, claims, evidence, sources }: Dataset): StoredClaim[] {
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const byEvidence = new Map(evidence.map(({ id, source }) => [id, bySource.get(source)]));
  return claims.map((claim) => {
    const cited = claim.evidence.flatMap((id) => byEvidence.get(id) ?? []);
    const [earliest] = cited
      .flatMap(({ date }) => (date === undefined ? [] : [{ date, at: intervalOf(date)?.from ?? Infinity }]))
      .sort((a, b) => a.at - b.at);
    const knownOn = claim.knownOn ?? earliest?.date;
    return {
      ...claim,
      ...(knownOn === undefined ? {} : { knownOn }),
      dataset: info.id,
      grade: GRADES.find((grade) => cited.some((source) => source.grade === grade)) ?? 'other',
    };
  });
}

/** The grades that are at least as good as one. */
export const gradesFrom = (least: Grade): readonly Grade[] => GRADES.slice(0, GRADES.indexOf(least) + 1);
