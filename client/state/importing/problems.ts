import type { ImportProblem } from '../../../server/core/contract/import.ts';
import { fileOf } from '../console/file.ts';

const COLUMNS = ['sheet', 'row', 'column', 'code', 'says', 'message'] as const;

/** Problems as a table for a spreadsheet. Texts come from the file, and nothing in them runs. */
export const problemsFile = (problems: readonly ImportProblem[]): readonly string[] => [
  ...fileOf(
    'csv',
    COLUMNS,
    problems.map(({ why: { says }, ...problem }) => {
      const row = { ...problem, says };
      return COLUMNS.map((column) => row[column]);
    }),
  ),
];
