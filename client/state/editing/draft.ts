import type { Claim } from '../../../server/core/model/claim.ts';
import { keyWithin } from '../../../server/core/model/ids.ts';
import type {
  StoredClaim,
  StoredDeal,
  StoredEntity,
  StoredEvidence,
  StoredSource,
} from '../../../server/core/model/stored.ts';
import { FIELDS, FIGURE_NAMES, FIGURES, type Part } from './fields.ts';

/** What a form is for: something new, a record of one's own, or a word against a record of another dataset. */
export type Task = {
  readonly of: 'claim' | 'entity';
  /** The key of the record of one's own that is edited. */
  readonly edits?: string;
  /** The key of the record that is corrected. */
  readonly corrects?: string;
};
/** A form as it is filled in: texts as they are typed, by part and field. What is not filled in is not there. */
export type Values = Readonly<Record<string, string>>;
export type Draft = {
  readonly task: Task;
  readonly values: Values;
  /** Makes the ids of its records its own, and the same when it is saved again. */
  readonly mark: string;
  /** The version of the dataset that what is edited was read in. */
  readonly version?: string | undefined;
};

export const at = (part: Part, field: string): string => `${part}.${field}`;
export const draftName = ({ of, edits, corrects }: Task): string =>
  [of, edits, corrects && `-${corrects}`].filter(Boolean).join(' ');

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : String(value));

/** The fields of a record as texts; ids of entities and claims as full keys, so that they mean the same in every dataset. */
function valuesOf(part: Part, record: object, dataset: string): Record<string, string> {
  const fields = new Map<string, unknown>(Object.entries(record));
  return Object.fromEntries(
    FIELDS[part].flatMap(({ name, control }) => {
      const value = fields.get(name);
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
      const key = (id: unknown): string => keyWithin(dataset, String(id));
      const text =
        control.kind === 'entity'
          ? key(value)
          : control.kind === 'claims' && Array.isArray(value)
            ? textOf(value.map(key))
            : textOf(value);
      return [[at(part, name), text]];
    }),
  );
}

/** How a claim gives each figure. */
function howOf(claim: Partial<Claim>): Record<string, string> {
  return Object.fromEntries(
    FIGURE_NAMES.flatMap((name) => {
      const { min, max } = FIGURES[name];
      const [least, most] = [claim[min], claim[max]];
      const how =
        claim[name] !== undefined
          ? 'exactly'
          : least !== undefined && most !== undefined
            ? 'between'
            : least !== undefined
              ? 'atLeast'
              : most !== undefined
                ? 'upTo'
                : undefined;
      return how === undefined ? [] : [[at('claim', `${name}How`), how]];
    }),
  );
}

export const sourceValues = ({ dataset, ...source }: StoredSource): Record<string, string> => ({
  ...valuesOf('source', source, dataset),
  'source.id': keyWithin(dataset, source.id),
});

/** A deal as a form has it; its id as a full key. */
export const dealValues = (deal: StoredDeal): Record<string, string> => ({
  ...valuesOf('deal', deal, deal.dataset),
  'deal.id': keyWithin(deal.dataset, deal.id),
});

/** A passage and its document as a form has them. */
export function evidenceValues({
  dataset,
  source,
  locator,
  ...passage
}: StoredEvidence): Record<string, string> {
  const place: Record<string, string> =
    'line' in locator
      ? { 'evidence.place': 'line', 'evidence.line': String(locator.line) }
      : 'section' in locator
        ? {
            'evidence.place': 'paragraph',
            'evidence.section': locator.section,
            'evidence.paragraph': String(locator.paragraph),
          }
        : { 'evidence.place': 'whole' };
  return { ...valuesOf('evidence', passage, dataset), ...place, ...sourceValues({ ...source, dataset }) };
}

/** What a claim's form begins with where there is such a claim: all of it, its first passage included where it is one's own. */
export function claimValues(
  claim: StoredClaim,
  { deal, evidence }: { deal?: StoredDeal | undefined; evidence?: StoredEvidence | undefined },
): Record<string, string> {
  // What stores derive is not the claim's own.
  const { knownOn, knownOnFrom, ...rest } = claim;
  const own = knownOnFrom === 'source' || knownOn === undefined ? rest : { ...rest, knownOn };
  return {
    ...valuesOf('claim', own, claim.dataset),
    ...howOf(claim),
    ...(deal ? dealValues(deal) : {}),
    ...(evidence ? evidenceValues(evidence) : {}),
  };
}

export const partOf = (kind: string | undefined): 'thing' | 'group' | 'metric' =>
  kind === 'Group' ? 'group' : kind === 'Metric' ? 'metric' : 'thing';

export function entityValues(entity: StoredEntity): Record<string, string> {
  const part = partOf(entity.kind);
  return { ...valuesOf(part, entity, entity.dataset), 'entity.kind': entity.kind };
}
