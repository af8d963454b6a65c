import { readDataset } from '../core/formats/dataset-files.ts';
import type { Claim } from '../core/model/claim.ts';
import { inWords } from '../core/model/why.ts';
import { checked, claimOf, type Draft } from './claims.ts';
import { OVERLAY_FILES, type Overlay, readOverlay } from './overlay.ts';
import { type Citation, readSheet, type SheetRow, type Trouble } from './sheet.ts';
import { Library } from './sources.ts';
import { yamlOf } from './write.ts';

/** What a sheet folder makes: the files of a dataset, what was left out of them and why, and what was noticed on the way. */
export type Conversion = {
  /** By file name; dataset.yaml and the README are written by people. */
  files: Map<string, string>;
  leftOut: { claim: string; reason: string }[];
  /** References to rows that were left out. */
  cutReferences: { claim: string; field: 'follows' | 'about' | 'contradicts'; to: string }[];
  notes: string[];
  troubles: Trouble[];
};

/** Audits that keep a row out. */
const KEPT_OUT = /^(drop|not reached)\b/;
const REFERENCES = ['follows', 'about', 'contradicts'] as const;
const HEAD = 'Written by `npm run seed:convert` from sheet/: change the files there, not this one.';

/** Rows that come in, with why the others do not. */
function sifted(rows: SheetRow[], overlay: Overlay, leftOut: Conversion['leftOut']): SheetRow[] {
  return rows.filter(({ claim_id: claim, audit }) => {
    const reason = KEPT_OUT.test(audit ?? '') ? `audit: ${audit}` : overlay.readings.get(claim)?.leaveOut;
    if (reason !== undefined) leftOut.push({ claim, reason });
    return reason === undefined;
  });
}

/** Takes out of a claim what it says of rows that were left out; a reference to what never was stays, to be found. */
function withoutCut(draft: Draft, out: ReadonlySet<string>, cut: Conversion['cutReferences']): Draft {
  const next = { ...draft };
  for (const field of REFERENCES) {
    const kept = draft[field]?.filter((to) => {
      if (out.has(to)) cut.push({ claim: draft.id ?? '', field, to });
      return !out.has(to);
    });
    if (kept === undefined || kept.length === 0) delete next[field];
    else next[field] = kept;
  }
  return next;
}

/** The sources that an extra claim names by row and number. */
function citationsFor(
  extra: Overlay['extraClaims'][number],
  rows: ReadonlyMap<string, SheetRow>,
  troubles: Trouble[],
): (Citation | undefined)[] {
  return extra.sources.map(({ row, source, says }) => {
    const citation = rows.get(row)?.citations[source - 1];
    if (!citation)
      troubles.push({
        at: `extra-claims.yaml ${extra.id}`,
        why: `there is no source ${source} of a row ${row}`,
      });
    return citation && { ...citation, says: says ?? citation.says };
  });
}

function claimsOf(
  rows: SheetRow[],
  overlay: Overlay,
  library: Library,
  result: Conversion,
  draft: boolean,
): Claim[] {
  const { troubles, leftOut, cutReferences } = result;
  const sheet = new Map(rows.map((row) => [row.claim_id, row]));
  for (const claim of overlay.readings.keys())
    if (!sheet.has(claim)) troubles.push({ at: `readings ${claim}`, why: 'no row of the sheet has this id' });
  const kept = sifted(rows, overlay, leftOut);
  const out = new Set(leftOut.map(({ claim }) => claim));
  const fromRows = kept.flatMap((row) => {
    const reading = overlay.readings.get(row.claim_id);
    if (!draft && !reading?.summaryZh)
      troubles.push({ at: row.at, why: reading ? 'its reading has no summaryZh' : 'the row has no reading' });
    const claim = withoutCut(claimOf(row, reading, overlay), out, cutReferences);
    claim.evidence = library.evidenceFor(row.claim_id, row.citations, row.at);
    return checked(claim, row.at, troubles) ?? [];
  });
  const extra = overlay.extraClaims.flatMap(({ sources, ...claim }) => {
    const at = `extra-claims.yaml ${claim.id}`;
    if (sheet.has(claim.id)) troubles.push({ at, why: 'a row of the sheet has this id' });
    const whole = withoutCut(claim, out, cutReferences);
    const citations = citationsFor({ sources, ...claim }, sheet, troubles);
    whole.evidence = library.evidenceFor(claim.id, citations, at);
    return checked(whole, at, troubles) ?? [];
  });
  return [...fromRows, ...extra];
}

/** Those records that a claim speaks of; the others are said. */
function used<T extends { id: string }>(
  what: string,
  all: T[],
  ids: ReadonlySet<string>,
  notes: string[],
): T[] {
  const idle = all.filter(({ id }) => !ids.has(id));
  if (idle.length > 0)
    notes.push(`Not written, as no claim needs them: ${what} ${idle.map(({ id }) => id).join(', ')}.`);
  return all.filter(({ id }) => ids.has(id));
}

/**
 * Makes a dataset of a sheet folder, deterministically: the same texts give the same files. Nothing is guessed; what does not fit is
 * a trouble, with its row. With `draft`, rows that nobody has read yet come in as they stand.
 * @param sheet the files of the sheet folder, by name
 * @param info the text of dataset.yaml
 */
export function convertSheet(sheet: ReadonlyMap<string, string>, info: string, draft = false): Conversion {
  const result: Conversion = { files: new Map(), leftOut: [], cutReferences: [], notes: [], troubles: [] };
  const { troubles, notes } = result;
  const rows = readSheet(sheet.get('claims.tsv') ?? '', troubles);
  const overlay = readOverlay(sheet, troubles);
  const library = new Library(rows, overlay, troubles);
  const claims = claimsOf(rows, overlay, library, result, draft);
  notes.push(...library.notes);

  const spoken = new Set<string>(
    claims.flatMap(({ from, to, product, collateral }) => [
      from,
      to,
      ...(product ? [product] : []),
      ...(collateral ? [collateral] : []),
    ]),
  );
  for (const entity of overlay.entities)
    if (entity.kind === 'Group' && spoken.has(entity.id))
      for (const id of entity.except ?? []) spoken.add(id);
  const agreed = new Set<string>(claims.flatMap(({ deal }) => deal ?? []));
  const { evidence, sources } = library;
  const { files } = result;
  files.set(
    'entities.yaml',
    yamlOf(
      used('entities', overlay.entities, spoken, notes),
      `Parties and things, in the order of sheet/entities.yaml. ${HEAD}`,
    ),
  );
  files.set('metrics.yaml', yamlOf([], `No metrics. ${HEAD}`));
  files.set(
    'claims.yaml',
    yamlOf(claims, `Claims in the order of sheet/claims.tsv, then those of sheet/extra-claims.yaml. ${HEAD}`),
  );
  files.set(
    'deals.yaml',
    yamlOf(
      used('deals', overlay.deals, agreed, notes),
      `Agreements, in the order of sheet/deals.yaml. ${HEAD}`,
    ),
  );
  files.set(
    'sources.yaml',
    yamlOf(
      sources,
      `Documents by id, each once. No \`date\`: the document shows none where it was read. ${HEAD}`,
    ),
  );
  files.set(
    'evidence.yaml',
    yamlOf(
      evidence,
      `What each source says of each claim, in words of ours, in the order of the claims. ${HEAD}`,
    ),
  );
  files.set('outline.yaml', yamlOf([], `No outlines: evidence here is of whole documents. ${HEAD}`));

  // With a fault already found, what follows from it would drown it.
  if (troubles.length === 0) {
    const whole = readDataset(new Map([...files, ['dataset.yaml', info]]));
    if ('problems' in whole)
      for (const { file, pointer, line, why } of whole.problems)
        troubles.push({ at: `${file}:${line} ${pointer}`, why: inWords(why) });
  }
  return result;
}

/** The files that a sheet folder has, beside the readings. */
export const SHEET_FILES = ['claims.tsv', ...OVERLAY_FILES] as const;

/** What was left out, for the README. */
export function leftOutSection({ leftOut, cutReferences }: Conversion): string {
  const rows = leftOut.map(({ claim, reason }) => `- \`${claim}\`: ${reason}`);
  const cut = cutReferences.map(
    ({ claim, field, to }) => `- \`${claim}\`: \`${field}\` no longer names \`${to}\``,
  );
  return [
    leftOut.length === 0
      ? 'No row was left out.'
      : `${leftOut.length} rows were left out:\n\n${rows.join('\n')}`,
    cut.length === 0 ? '' : `References to them were taken out:\n\n${cut.join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
