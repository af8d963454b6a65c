import { calledOff } from './called-off.ts';
import { type Claim, ClaimShape } from './claim.ts';
import type { Dataset } from './dataset.ts';
import { intervalOf } from './dates.ts';
import { GRADES } from './registry.ts';
import type { StoredClaim } from './stored.ts';

/**
 * The claims of a dataset as stores keep them: with the grade of their best source, who published their sources, the day on which they became
 * known, which is the date of the earliest of their sources where the claim does not give it, and with what calls them off.
 */
export function storedClaims({ info, claims, evidence, sources }: Dataset): StoredClaim[] {
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const byEvidence = new Map(evidence.map(({ id, source }) => [id, bySource.get(source)]));
  const stored = claims.map((claim): StoredClaim => {
    const cited = claim.evidence.flatMap((id) => byEvidence.get(id) ?? []);
    const [earliest] = cited
      .flatMap(({ date }) => (date === undefined ? [] : [{ date, at: intervalOf(date)?.from ?? Infinity }]))
      .sort((a, b) => a.at - b.at);
    return {
      ...claim,
      ...(claim.knownOn === undefined && earliest !== undefined
        ? { knownOn: earliest.date, knownOnFrom: 'source' }
        : {}),
      dataset: info.id,
      grade: GRADES.find((grade) => cited.some((source) => source.grade === grade)) ?? 'other',
      publishers: [...new Set(cited.map(({ publisher }) => publisher))],
    };
  });
  const off = calledOff(stored);
  return stored.map((claim) => {
    const by = off.get(claim.id);
    if (!by) return claim;
    return {
      ...claim,
      calledOffBy: by.by,
      ...(by.on === undefined ? {} : { calledOffOn: by.on }),
      ...(by.knownOn === undefined ? {} : { calledOffKnownOn: by.knownOn }),
    };
  });
}

const Itself = ClaimShape.strip();

/** A claim as its dataset has it, without what stores derive. */
export function claimItself({ knownOn, knownOnFrom, ...stored }: StoredClaim): Claim {
  return Itself.parse({ ...stored, ...(knownOnFrom === 'source' ? {} : { knownOn }) });
}
