import type { ImportNotice, ImportQuestion, ProblemCode } from '../contract/import.ts';
import type { TableName } from '../formats/tables.ts';
import type { Problem } from '../formats/yaml-records.ts';
import { inWords, type Why } from '../model/why.ts';
import type { Read } from './numbers.ts';

const EXAMPLES = 5;
/** Problems that are kept to be told; more are only counted. */
const KEPT = 100_000;

const MESSAGES: Readonly<Record<string, string>> = {
  dateOrder: 'Is the day or the month first?',
  decimalMark: 'Is the mark before three digits a decimal point or comma?',
  currency: 'Which currency is it?',
  scale: 'Which power of ten is it?',
  default: 'It is missing in some rows, and every record needs it: what should stand there?',
  evidence: 'Some claims name no source: should this file itself stand as their source?',
  encoding: 'In which encoding is the text?',
};

/** What is found while a file is read: problems, questions and notices, each kind counted whole however many there are. */
export class Findings {
  readonly problems: Problem[] = [];
  problemCount = 0;
  readonly refused = new Map<TableName, Set<string>>();
  readonly #questions = new Map<string, ImportQuestion>();
  readonly #notices = new Map<string, ImportNotice>();

  problem(problem: Problem): void {
    this.problemCount += 1;
    if (this.problems.length < KEPT) this.problems.push(problem);
    const { table } = problem;
    if (table)
      this.refused.set(table, (this.refused.get(table) ?? new Set()).add(`${problem.file} ${problem.line}`));
  }

  wrong(
    at: { table: TableName; sheet: string; row: number },
    column: string,
    code: ProblemCode,
    why: Why,
  ): void {
    this.problem({ file: at.sheet, table: at.table, line: at.row, pointer: column, code, why });
  }

  ask({ id, options }: { id: string; options: readonly string[] }, example: string): void {
    const [kind = ''] = id.split(':');
    const question = this.#questions.get(id) ?? {
      id,
      message: MESSAGES[kind] ?? 'It can be read in more than one way.',
      count: 0,
      examples: [],
      options: [...options],
    };
    question.count += 1;
    const short = example.slice(0, 80);
    if (question.examples.length < EXAMPLES && !question.examples.includes(short))
      question.examples.push(short);
    this.#questions.set(id, question);
  }

  notice(code: ImportNotice['code'], why: Why, detail?: string): void {
    const message = inWords(why);
    const notice = this.#notices.get(`${code} ${message}`) ?? { code, message, why, count: 0 };
    notice.count = (notice.count ?? 0) + 1;
    if (detail !== undefined) {
      notice.detail ??= [];
      if (notice.detail.length < 50 && !notice.detail.includes(detail)) notice.detail.push(detail);
    }
    this.#notices.set(`${code} ${message}`, notice);
  }

  get questions(): ImportQuestion[] {
    return [...this.#questions.values()];
  }
  get notices(): ImportNotice[] {
    return [...this.#notices.values()];
  }

  /** A value where it could be read; otherwise what is wrong with it, or open, is noted. */
  take<T>(
    read: Read<T>,
    at: { table: TableName; sheet: string; row: number },
    column: string,
    example: string,
  ): T | undefined {
    if ('value' in read) return read.value;
    if ('ask' in read) this.ask(read.ask, example);
    else this.wrong(at, column, 'value', read.wrong);
    return undefined;
  }
}
