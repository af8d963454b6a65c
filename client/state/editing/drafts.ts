import { z } from 'zod';
import type { Keeper } from '../prefs.ts';
import { type Draft, draftName, type Task } from './draft.ts';

const NAME = 'loopscope.drafts';
/** So many are kept, the last ones, and of such a length altogether. */
const MOST = { drafts: 8, letters: 200_000 } as const;

const Kept = z.array(
  z.object({
    name: z.string(),
    values: z.record(z.string(), z.string()),
    mark: z.string().regex(/^[a-z0-9]{1,12}$/),
    version: z.string().optional(),
  }),
);
type Kept = z.infer<typeof Kept>;

function read(keeper: () => Keeper): Kept {
  try {
    return Kept.parse(JSON.parse(keeper().getItem(NAME) ?? '[]'));
  } catch {
    return [];
  }
}
function write(keeper: () => Keeper, drafts: Kept): boolean {
  try {
    let kept = drafts.slice(0, MOST.drafts);
    while (kept.length > 1 && JSON.stringify(kept).length > MOST.letters) kept = kept.slice(0, -1);
    const text = JSON.stringify(kept);
    if (text.length > MOST.letters) return false;
    keeper().setItem(NAME, text);
    return true;
  } catch {
    return false;
  }
}

/** What was filled in before for the same task, if it is kept. */
export function keptDraft(keeper: () => Keeper, task: Task): Draft | undefined {
  const found = read(keeper).find(({ name }) => name === draftName(task));
  return found && { task, values: found.values, mark: found.mark, version: found.version };
}
const others = (keeper: () => Keeper, task: Task): Kept =>
  read(keeper).filter(({ name }) => name !== draftName(task));

/** Keeps a draft in the browser; false where it has no room for it. */
export const keepDraft = (keeper: () => Keeper, { task, values, mark, version }: Draft): boolean =>
  write(keeper, [
    { name: draftName(task), values: { ...values }, mark, ...(version === undefined ? {} : { version }) },
    ...others(keeper, task),
  ]);
export const dropDraft = (keeper: () => Keeper, task: Task): boolean => write(keeper, others(keeper, task));

/** Six letters that nobody else makes up. */
export const newMark = (): string =>
  [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join('');
