import { calledOff } from './called-off.ts';
import { type Claim, ClaimShape } from './claim.ts';
import type { DatasetTables } from './dataset.ts';
import { intervalOf } from './dates.ts';
import type { Source } from './evidence.ts';
import { GRADES } from './registry.ts';
import type { StoredClaim } from './stored.ts';

/**
 * The claims of a dataset as stores keep them: with the grade of their best source, who published their sources, the day on which they became
 * known, which is the date of the earliest of their sources where the claim does not give it, and with what calls them off.
 */
export function* storedClaims({
  info,
  claims,
  evidence,
  sources,
}: DatasetTables): Generator<StoredClaim, void, undefined> {
  const bySource = new Map<string, Source>();
  for (const source of sources) bySource.set(source.id, source);
  const byEvidence = new Map<string, Source | undefined>();
  for (const { id, source } of evidence) byEvidence.set(id, bySource.get(source));
  const derived = (claim: Claim): StoredClaim => {
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
  };
  const off = calledOff(claims, derived);
  for (const one of claims) {
    const claim = derived(one);
    const by = off.get(claim.id);
    yield by
      ? {
          ...claim,
          calledOffBy: by.by,
          ...(by.on === undefined ? {} : { calledOffOn: by.on }),
          ...(by.knownOn === undefined ? {} : { calledOffKnownOn: by.knownOn }),
        }
      : claim;
  }
}

const Itself = ClaimShape.strip();

/** A claim as its dataset has it, without what stores derive. */
export function claimItself({ knownOn, knownOnFrom, ...stored }: StoredClaim): Claim {
  return Itself.parse({ ...stored, ...(knownOnFrom === 'source' ? {} : { knownOn }) });
}
