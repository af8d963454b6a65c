import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ProblemCode } from '../contract/import.ts';
import { type Why, why, whyOf } from '../model/why.ts';
import { saidBy } from './format.ts';
import type { TableName } from './tables.ts';

/** What is wrong with a dataset, and where a person finds it. */
export type Problem = {
  file: string;
  line: number;
  pointer: string;
  code: ProblemCode;
  why: Why;
  /** Of which kind of record it is said, where `file` does not tell. */
  table?: TableName;
};

/** A record with the place that it came from, so that a fault found later can still be shown at its line. */
export type Placed<T> = { value: T; at: At };
export type At = (path: readonly PropertyKey[], why: Why, code: ProblemCode) => Problem;

/** What zod found, in the terms of an import. `params.code` is set where the model makes a rule of its own about one value. */
export function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown';
    case 'too_big':
      return 'limit';
    case 'custom':
      return issue.params?.code === 'text' ? 'text' : issue.params?.code === 'value' ? 'value' : 'rule';
    default:
      return /received undefined$/.test(issue.message) ? 'missing' : 'value';
  }
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Aliases are refused rather than expanded: a few lines of them can unfold into gigabytes. */
const PARSING = { schema: 'core', prettyErrors: false, uniqueKeys: true } as const;

/**
 * Reads a YAML file into checked records, each knowing its line. A file is one record (`one`) or a list of them.
 * Whatever does not pass is a problem and is left out.
 */
export function readRecords<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
  one = false,
): Placed<z.output<Schema>>[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...PARSING, lineCounter: lines });
  const lineAt = (path: readonly PropertyKey[]): number => {
    // The deepest part of the path that is there: a missing field is shown at its record.
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  for (const error of document.errors)
    problems.push({
      file,
      line: lines.linePos(error.pos[0]).line,
      pointer: '',
      code: 'format',
      why: why('file.yaml', { detail: error.message }),
    });
  if (document.errors.length > 0) return [];

  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    problems.push({
      file,
      line: 1,
      pointer: '',
      code: 'format',
      why: why('file.yaml', { detail: saidBy(error) }),
    });
    return [];
  }
  const records: unknown[] | undefined = one ? [content] : Array.isArray(content) ? content : undefined;
  if (records === undefined) {
    problems.push({ file, line: 1, pointer: '', code: 'format', why: why('file.list') });
    return [];
  }
  return records.flatMap((record, index) => {
    const base: PropertyKey[] = one ? [] : [index];
    const at: At = (path, why, code) => {
      const whole = [...base, ...path];
      return { file, line: lineAt(whole), pointer: pointerOf(whole), code, why };
    };
    const parsed = schema.safeParse(record);
    if (parsed.success) return [{ value: parsed.data, at }];
    for (const issue of parsed.error.issues) problems.push(at(issue.path, whyOf(issue), codeOf(issue)));
    return [];
  });
}
