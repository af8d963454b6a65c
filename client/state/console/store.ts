import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Keeper } from '../prefs.ts';
import type { LimitName, Limits } from './limits.ts';
import { type Entries, PARAMETER_TYPES } from './parameters.ts';
import type { Result } from './result.ts';

/** What stands beside the editor: the result in its forms, and queries to take up. */
export const RESULT_PANES = ['table', 'graph', 'json', 'plan'] as const;
export const QUERY_PANES = ['examples', 'saved', 'history'] as const;
export type Pane = (typeof RESULT_PANES)[number] | (typeof QUERY_PANES)[number];

/** A query that the server keeps: saved with a name, or run. */
export type SavedQuery = { readonly kind: 'query' | 'run'; readonly id: string; readonly name: string };

export type ConsoleState = {
  readonly text: string;
  /** The parameters that the text names. */
  readonly names: readonly string[];
  readonly entries: Entries;
  readonly limits: Limits;
  /** Whether the fields of the limits are open, and which of them is wanted. */
  readonly limitsOpen: boolean | LimitName;
  readonly pane: Pane;
  readonly result: Result | undefined;
  /** How often running was tried with parameters missing: from the first time on they are pointed out. */
  readonly tried: number;
};
export type ConsoleStore = StoreApi<ConsoleState>;

const positive = z.int().positive().optional();
/** What is remembered between visits. */
const Kept = z.object({
  text: z.string().max(50_000),
  entries: z.record(z.string(), z.object({ type: z.enum(PARAMETER_TYPES), text: z.string().optional() })),
  limits: z.object({ timeoutMs: positive, maxRows: positive, maxBytes: positive }),
});
type Kept = z.infer<typeof Kept>;
const NAME = 'loopscope.console';
const NONE: Kept = { text: '', entries: {}, limits: {} };

function read(keeper: () => Keeper): Kept {
  try {
    const found = Kept.safeParse(JSON.parse(keeper().getItem(NAME) ?? ''));
    return found.success ? found.data : NONE;
  } catch {
    return NONE;
  }
}

/** The console as it was left. */
export const createConsoleStore = (keeper: () => Keeper): ConsoleStore =>
  createStore<ConsoleState>(() => ({
    ...read(keeper),
    names: [],
    limitsOpen: false,
    pane: 'examples',
    result: undefined,
    tried: 0,
  }));

/** Keeps what was written, where that is possible. */
export function keepConsole(keeper: () => Keeper, { text, entries, limits }: ConsoleState): void {
  try {
    keeper().setItem(NAME, JSON.stringify({ text, entries, limits } satisfies Kept));
  } catch {
    // The console works on without.
  }
}
