import type {
  ImportEvent,
  ImportNotice,
  ImportPreview,
  ImportProblem,
  ImportQuestion,
  ImportSummary,
} from '../../../server/core/contract/import.ts';

export type Step = 'sending' | Extract<ImportEvent, { type: 'progress' }>['step'];

/** A dry run or a load, as far as it has come. */
export type Run = {
  readonly step: Step;
  /** Bytes while the file is received, records afterwards. */
  readonly done: number;
  readonly total: number | undefined;
  readonly previews: readonly ImportPreview[];
  readonly questions: readonly ImportQuestion[];
  readonly notices: readonly ImportNotice[];
  /** Those that are told; all are counted in the summary. */
  readonly problems: readonly ImportProblem[];
  readonly ended: Extract<ImportEvent, { type: 'end' }> | undefined;
};

export const begun: Run = {
  step: 'sending',
  done: 0,
  total: undefined,
  previews: [],
  questions: [],
  notices: [],
  problems: [],
  ended: undefined,
};

/** A run with what has come together. */
export function heard(run: Run, events: readonly ImportEvent[]): Run {
  const [previews, questions, notices, problems] = [
    [...run.previews],
    [...run.questions],
    [...run.notices],
    [...run.problems],
  ];
  let { step, done, total, ended } = run;
  for (const event of events)
    switch (event.type) {
      case 'progress':
        ({ step, done } = event);
        total = event.total;
        break;
      case 'preview':
        previews.push(event.preview);
        break;
      case 'question':
        questions.push(event.question);
        break;
      case 'notice':
        notices.push(event.notice);
        break;
      case 'item':
        problems.push(event.problem);
        break;
      case 'end':
        ended = event;
    }
  return { step, done, total, previews, questions, notices, problems, ended };
}

/** What a load goes through, as a reader is told of it. */
export const STAGES = ['sending', 'reading', 'comparing', 'writing', 'switching'] as const;
export type Stage = (typeof STAGES)[number];
export const stageOf = (step: Step): Stage => {
  switch (step) {
    case 'sending':
    case 'receiving':
      return 'sending';
    case 'reading':
    case 'comparing':
      return step;
    case 'schema':
    case 'entities':
    case 'claims':
    case 'evidence':
      return 'writing';
    case 'switch':
    case 'sweep':
      return 'switching';
  }
};

/** How much of the step under way is done, from 0 to 1, where that is known. */
export const partOf = ({ done, total }: Pick<Run, 'done' | 'total'>): number | undefined =>
  total === undefined || total === 0 ? undefined : Math.min(1, done / total);

/** Why a file cannot be loaded yet, or would change nothing; `ready` where it can be. */
export function readiness({
  problems,
  questions,
  version,
  before,
}: Pick<ImportSummary, 'problems' | 'questions' | 'version' | 'before'>):
  | 'ready'
  | 'same'
  | 'problems'
  | 'questions' {
  if (questions > 0) return 'questions';
  if (problems > 0 || version === undefined) return 'problems';
  return version === before ? 'same' : 'ready';
}

/**
 * What came of a load whose end was not heard, by the version that is served now: the one from before, or the one that it was to have. `other`
 * is what somebody else has made of it meanwhile.
 */
export function endedAs(
  { version, before }: Pick<ImportSummary, 'version' | 'before'>,
  now: string | undefined,
): 'loaded' | 'kept' | 'other' {
  if (now === before) return 'kept';
  return now !== undefined && now === version ? 'loaded' : 'other';
}
