import type { QueryClient } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { FileFrom } from '../api/files.ts';
import type { Api } from '../api/http.ts';
import type { TextKey, Translate } from '../locales/index.ts';
import type { CanvasPort } from '../state/canvas-port.ts';
import { type Label, record } from '../state/history.ts';
import type { Keeper } from '../state/prefs.ts';
import { type AppState, type AppStore, type Notice, viewIn } from '../state/store.ts';
import type { View } from '../state/view.ts';

/** What a command has to work with. */
export type Context = {
  readonly store: AppStore;
  readonly api: Api;
  /** Operations that answer with a file. */
  readonly files: FileFrom;
  readonly queries: QueryClient;
  /** Undefined until it is drawn, and while the table stands in its place. */
  readonly canvas: () => CanvasPort | undefined;
  readonly keeper: () => Keeper;
  readonly t: Translate;
};

export type Group =
  | 'edit'
  | 'view'
  | 'datasets'
  | 'loops'
  | 'select'
  | 'graph'
  | 'console'
  | 'legend'
  | 'settings'
  | 'help';

/**
 * One thing that a reader can do, registered once: buttons, menus, the keyboard and the list of shortcuts derive from
 * it. A command without an argument works on the selection.
 */
export type Command<Arg = undefined> = {
  readonly group: Group;
  readonly label: TextKey;
  readonly icon: LucideIcon;
  /** As `mod+z`, `shift+/`, `f`; `mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys?: readonly string[];
  readonly enabled?: (state: AppState) => boolean;
  /** Why it cannot be run, where that is not plain to see. */
  readonly refused?: (state: AppState) => TextKey | undefined;
  /** For a switch: whether it is on. */
  readonly pressed?: (state: AppState) => boolean;
  readonly run: (context: Context, arg: Arg) => void | Promise<void>;
};

/** Lets a command be written with its argument's type, and the registry keep it. */
export const command = <Arg = undefined>(entry: Command<Arg>): Command<Arg> => entry;

/** Goes on to another view, as one undoable step. */
export function change(
  { store }: Context,
  label: Label,
  update: (view: View, state: AppState) => View,
  merge = false,
): void {
  store.setState((state) => ({
    history: record(state.history, update(viewIn(state), state), label, merge),
  }));
}

/** What is said twice in a row is another text each time: nothing would change in the live region else, and nothing be heard. */
const anew = (text: string, before: string): string => (text === before ? `${text}\u200b` : text);

/** Tells screen readers, politely. */
export const say = ({ store }: Context, text: string): void =>
  store.setState(({ spoken }) => ({ spoken: anew(text, spoken) }));

/** Tells everyone: shown for a while, and said. */
export const tell = ({ store }: Context, text: string, tone: Notice['tone'] = 'info'): void =>
  store.setState(({ notice, spoken }) => ({
    notice: { number: (notice?.number ?? 0) + 1, text, tone },
    spoken: anew(text, spoken),
  }));
