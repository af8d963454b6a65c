import { findLoops, type Projection } from '../core/loops/index.ts';
import { type Claim, lumpSum } from '../core/model/claim.ts';
import type { Dataset } from '../core/model/dataset.ts';
import { intervalOf } from '../core/model/dates.ts';
import { storedClaims } from '../core/model/derived.ts';
import { keyOf, splitRef } from '../core/model/ids.ts';
import {
  CLAIM_TYPE_NAMES,
  FLOW_TYPES,
  GRADES,
  type Grade,
  MODALITIES,
  movesOf,
  STATUSES,
} from '../core/model/registry.ts';
import type { StoredClaim } from '../core/model/stored.ts';

/** How long a loop may be to be counted, and how many parties are listed. */
const LONGEST = 6;
const PARTIES = 15;
const MOST_LOOPS = 20_000;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
/** A list that is folded away where markdown is shown as a page. */
const folded = (summary: string, ids: readonly string[]): string =>
  ids.length === 0
    ? `${summary}: none.`
    : `<details><summary>${summary}: ${ids.length}</summary>\n\n${ids.join(', ')}\n\n</details>`;

/** Counts of each of some words, in their order, the absent ones left out; what has none is counted last. */
function counted(words: readonly string[], values: readonly (string | undefined)[]): [string, number][] {
  const counts = words.map((word): [string, number] => [
    word,
    values.filter((value) => value === word).length,
  ]);
  counts.push(['unknown', values.filter((value) => value === undefined).length]);
  return counts.filter(([, count]) => count > 0);
}

const PRECISIONS = ['day', 'month', 'quarter', 'half-year', 'year', 'longer'] as const;
/** How exactly a date is known, by the days that it stands for. */
function precisionOf(when: string | undefined): (typeof PRECISIONS)[number] | undefined {
  if (when === undefined) return undefined;
  const interval = intervalOf(when);
  const days = interval ? interval.to - interval.from + 1 : Infinity;
  if (days <= 1) return 'day';
  if (days <= 31) return 'month';
  if (days <= 92) return 'quarter';
  if (days <= 184) return 'half-year';
  return days <= 366 ? 'year' : 'longer';
}

/** Several statements of one leg (one deal, type and direction) are counted once, by the largest sum known of it. */
function legsOf(claims: readonly Claim[]): Claim[][] {
  const legs = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { id, from, type, to, deal } = claim;
    const leg = deal === undefined ? id : `${deal} ${from} ${type} ${to}`;
    legs.set(leg, [...(legs.get(leg) ?? []), claim]);
  }
  return [...legs.values()];
}

/** For each currency the sum over the legs of which a lump sum is known; never across currencies. */
function sumsOf(legs: readonly Claim[][]): string {
  const sums = new Map<string, number>();
  let known = 0;
  for (const leg of legs) {
    const largest = new Map<string, number>();
    for (const claim of leg) {
      const sum = lumpSum(claim);
      if (sum !== undefined && claim.currency !== undefined)
        largest.set(claim.currency, Math.max(sum, largest.get(claim.currency) ?? 0));
    }
    if (largest.size > 0) known += 1;
    for (const [currency, sum] of largest) sums.set(currency, (sums.get(currency) ?? 0) + sum);
  }
  const shown = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sum]) => `${currency} ${(sum / 1e9).toFixed(1)} bn`);
  return shown.length === 0 ? '–' : `${shown.join(', ')} (${known} of ${legs.length})`;
}

/** The parties with most legs of money out of them, or into them. */
function partiesOf(dataset: Dataset, claims: readonly StoredClaim[], end: 'from' | 'to'): string {
  const money = claims.filter(
    ({ type, status, calledOffBy }) => movesOf(type) === 'money' && status !== 'cancelled' && !calledOffBy,
  );
  const names = new Map(dataset.entities.map(({ id, nameEn }): [string, string] => [id, nameEn]));
  const parties = new Map<string, Claim[]>();
  for (const claim of money) parties.set(claim[end], [...(parties.get(claim[end]) ?? []), claim]);
  const rows = [...parties]
    .map(([id, claims]) => ({ id, claims, legs: legsOf(claims) }))
    .sort((a, b) => b.legs.length - a.legs.length || (a.id < b.id ? -1 : 1))
    .slice(0, PARTIES)
    .map(({ id, claims, legs }) => [names.get(id) ?? id, claims.length, legs.length, sumsOf(legs)]);
  return table(['party', 'claims', 'legs', 'sums of known legs'], rows);
}

function loopsOf(dataset: Dataset, claims: readonly StoredClaim[], rollUp: boolean): string {
  const grades = new Map(claims.map(({ id, grade }): [string, Grade] => [id, grade]));
  const groups = new Set(dataset.entities.flatMap(({ id, kind }) => (kind === 'Group' ? [id] : [])));
  const projection: Projection = {
    version: dataset.version,
    claims: claims.filter(({ type }) => FLOW_TYPES.includes(type)),
    fiscalYearEnds: Object.fromEntries(
      dataset.entities.flatMap((entity) =>
        'fiscalYearEnd' in entity && entity.fiscalYearEnd !== undefined
          ? [[keyOf(dataset.info.id, entity.id), entity.fiscalYearEnd]]
          : [],
      ),
    ),
    parts: claims.filter(({ type, to }) => type === 'PART_OF' && !groups.has(to)),
    sameAs: {}, // of one dataset alone
  };
  const { rows } = findLoops(projection, {
    reading: 'elementary',
    minLength: 2,
    maxLength: LONGEST,
    exchanges: 'exclude',
    rollUp,
    limit: MOST_LOOPS,
  });
  const graded = (claim: string): Grade => grades.get(splitRef(claim).id) ?? 'other';
  const lengths = [...new Set(rows.map(({ length }) => length))].sort((a, b) => a - b);
  return table(
    [
      'legs',
      'loops',
      'ordered',
      'undated',
      'impossible',
      'nothing proposed',
      'every leg primary or press',
      'every leg primary',
    ],
    lengths.map((length) => {
      const ofLength = rows.filter((row) => row.length === length);
      const count = (test: (row: (typeof rows)[number]) => boolean): number => ofLength.filter(test).length;
      return [
        length,
        ofLength.length,
        count(({ order }) => order === 'ordered'),
        count(({ order }) => order === 'undated'),
        count(({ order }) => order === 'impossible'),
        count(({ weakest }) => weakest.status !== 'proposed'),
        count(({ legs }) => legs.every(({ claim }) => graded(claim) !== 'other')),
        count(({ legs }) => legs.every(({ claim }) => graded(claim) === 'primary')),
      ];
    }),
  );
}

/** What a dataset consists of and what it lacks, as markdown: the same data, the same text. */
export function reportOf(dataset: Dataset): string {
  const { entities, deals, sources, evidence } = dataset;
  const claims = [...storedClaims(dataset)];
  const by = (
    words: readonly string[],
    value: (claim: StoredClaim) => string | undefined,
    what: string,
  ): string => table([what, 'claims'], counted(words, claims.map(value)));
  const types = CLAIM_TYPE_NAMES.flatMap((type): (string | number)[][] => {
    const of = claims.filter((claim) => claim.type === type);
    const graded = GRADES.map((grade) => of.filter((claim) => claim.grade === grade).length);
    return of.length === 0 ? [] : [[`\`${type}\``, movesOf(type), of.length, ...graded]];
  });
  const flows = claims.filter(({ type }) => movesOf(type) !== 'nothing');
  const single = flows.filter(({ evidence: passages }) => passages.length === 1);
  const undated = flows.filter(({ start, end }) => start === undefined && end === undefined);
  const pairs = claims.flatMap(({ id, contradicts }) =>
    (contradicts ?? []).map((other) => [id, other].sort()),
  );
  const contradicting = [...new Set(pairs.map(([a, b]) => `\`${a}\` ↔ \`${b}\``))];
  const ids = (some: readonly Claim[]): string[] => some.map(({ id }) => `\`${id}\``);
  return [
    `Version ${dataset.version}: ${entities.length} entities, ${claims.length} claims, ${deals.length} deals, ${evidence.length} passages of ${sources.length} documents.`,
    '### Claims',
    table(['type', 'moves', 'claims', ...GRADES.map((grade) => `best source ${grade}`)], types),
    by(STATUSES, ({ status }) => status, 'status'),
    by(MODALITIES, ({ modality }) => modality, 'modality'),
    table(
      ['grade', 'claims, by their best source', 'documents'],
      GRADES.map((grade) => [
        grade,
        claims.filter((claim) => claim.grade === grade).length,
        sources.filter((source) => source.grade === grade).length,
      ]),
    ),
    table(
      ['date is known to the', 'start', 'end', 'known on'],
      [...PRECISIONS, undefined].flatMap((precision) => {
        const row = [
          claims.filter(({ start }) => precisionOf(start) === precision).length,
          claims.filter(({ end }) => precisionOf(end) === precision).length,
          claims.filter(({ knownOn }) => precisionOf(knownOn) === precision).length,
        ];
        return row.some((count) => count > 0) ? [[precision ?? 'unknown', ...row]] : [];
      }),
    ),
    '### Parties',
    `By legs of money: one deal, type and direction is one leg, whose sum is the largest that is known of it. Sums are of the legs of which one is known, cancelled and called-off claims aside, proposed ones included; they overlap (a round and its parts, a facility and its drawings) and say where money is talked of, not how much has moved.`,
    `Most outflow:\n\n${partiesOf(dataset, claims, 'from')}`,
    `Most inflow:\n\n${partiesOf(dataset, claims, 'to')}`,
    '### Loops',
    `Elementary loops of up to ${LONGEST} legs, exchanges and what was called off left out:`,
    loopsOf(dataset, claims, false),
    'The same with parts taken for their wholes (AWS for Amazon), along `PART_OF`:',
    loopsOf(dataset, claims, true),
    '### Where to doubt',
    folded('Contradictions', contradicting),
    folded(
      'Called off',
      claims.flatMap(({ id, calledOffBy, calledOffKnownOn }) =>
        calledOffBy
          ? [`\`${id}\` by \`${calledOffBy.join('`, `')}\` (${calledOffKnownOn ?? 'undated'})`]
          : [],
      ),
    ),
    folded('Claims that move something and rest on a single document', ids(single)),
    folded('Claims that move something, with neither start nor end', ids(undated)),
    folded(
      'Claims without the day on which they became known',
      ids(claims.filter(({ knownOn }) => knownOn === undefined)),
    ),
  ].join('\n\n');
}
