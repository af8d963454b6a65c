import type { Compute, LoopNews, Projected } from './deps.ts';
import type { Job, Reply } from './jobs.ts';

type Kind = Job['kind'];
type Answer<K extends Kind = Kind> = Extract<Reply, { kind: K }>;

/** Has a job done on some thread. */
type RunJob = (
  job: Job,
  projected: Projected,
  signal: AbortSignal,
  hear?: (news: LoopNews) => void,
) => Promise<Answer>;

const isOf = <K extends Kind>(kind: K, answer: Answer): answer is Answer<K> => answer.kind === kind;
function mustBe<K extends Kind>(kind: K, answer: Answer): Answer<K> {
  if (!isOf(kind, answer))
    throw new Error(`A thread answered ${answer.kind} where it was asked for ${kind}.`);
  return answer;
}

/** The names that a thread may hold a projection by: its own first. */
export const namesOf = ({ of, within = of, version }: Projected): string[] =>
  [of, within].map((name) => `${name} ${version}`);

/** What is computed, whatever does the jobs: threads of the server, or one of a page. */
export const computeBy = (run: RunJob): Compute => ({
  loops: async (projected, query, signal, hear) =>
    mustBe('loops', await run({ kind: 'loops', query, listen: hear !== undefined }, projected, signal, hear))
      .result,
  tellings: async (projected, question, signal) =>
    mustBe('tellings', await run({ kind: 'tellings', question }, projected, signal)).result,
  whatIf: async (projected, question, signal) =>
    mustBe('whatIf', await run({ kind: 'whatIf', question }, projected, signal)).result,
  concentration: async (projected, question, signal) =>
    mustBe('concentration', await run({ kind: 'concentration', question }, projected, signal)).result,
  paths: async (projected, query, signal) =>
    mustBe('paths', await run({ kind: 'paths', query }, projected, signal)).result,
});
