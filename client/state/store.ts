import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Finding } from '../../server/core/model/finding.ts';
import type { ClaimType } from '../../server/core/model/registry.ts';
import type { Compare } from './compare.ts';
import type { ServedDataset } from './datasets.ts';
import type { Difference } from './difference.ts';
import type { Task } from './editing/draft.ts';
import type { Point } from './geometry.ts';
import { emptyGraph, type Graph } from './graph.ts';
import { begin, type History } from './history.ts';
import type { NetworkGauge } from './looks/gauges.ts';
import type { Networks } from './looks/look.ts';
import type { Loop } from './loops.ts';
import type { DockTab, Prefs } from './prefs.ts';
import type { Chosen } from './selection.ts';
import { type Server, unknownServer } from './server.ts';
import type { View } from './view.ts';
import type { WhatIf } from './what-if.ts';

export type LeftTab = 'loops' | 'paths' | 'results' | 'filters' | 'legend';
/** What a phone shows in its sheet. */
export type Sheet = LeftTab | 'inspector' | DockTab;
export type Dialog =
  | 'shortcuts'
  | 'palette'
  | 'views'
  | 'cite'
  | 'export'
  | 'selectWhere'
  | 'expandChoose'
  | 'method'
  | 'editing'
  | 'importing'
  | 'ownDatasets'
  | 'duplicates'
  | 'backup'
  | undefined;
/** Which neighbours an expansion is about. */
export type ExpandArg = {
  readonly key: string;
  /** Only what one dataset says of it: the key that it has there. */
  readonly member?: string;
  readonly type?: ClaimType;
  readonly direction?: 'in' | 'out';
};
/** What dragging on the canvas does: moves the picture, or selects what is drawn around. */
export type Tool = 'hand' | 'box' | 'lasso';

export type Player = { readonly loop: string; readonly at: number; readonly running: boolean };

/** A word to the reader: said in the live region, and shown for a while. The number tells two equal ones apart. */
export type Notice = { readonly number: number; readonly text: string; readonly tone: 'info' | 'warn' };

/** What is compared, and what differs once both sides are read. */
export type Compared = {
  readonly of: Compare;
  readonly fault?: string;
  readonly difference?: Difference;
  /** One side has more loops than were read. */
  readonly truncated?: boolean;
  /** What it was worked out from. */
  readonly graph?: Graph;
  readonly placed?: View['placed'];
};

/** Everything the page holds. The view is under `history`; the rest is data, the reader's own settings, or passing. */
export type AppState = {
  readonly graph: Graph;
  readonly history: History;
  /** What the server has, known once it has said so. */
  readonly served: readonly ServedDataset[];
  readonly loops: readonly Loop[];
  /** Ids of the loops that the server says pass, in its order, where it is asked. */
  readonly passing: readonly string[] | undefined;
  /** The question for which the list goes on beyond the loops that it has at first. */
  readonly goesOn: string | undefined;
  /** The datasets that the loops are of: behind the view's for as long as others are being read. */
  readonly loopsOf: readonly string[];
  /** The datasets being read. */
  readonly reading: readonly string[] | undefined;
  /** Ids that a link named and the data does not have. */
  readonly missing: readonly string[];
  /** What a fresh start shows: the entities of the surest loops. */
  readonly home: readonly string[];
  /** And where it puts them. */
  readonly homePlaces: View['placed'];
  /** All entities in the loops that the list begins with. */
  readonly inLoops: readonly string[];
  readonly prefs: Prefs;
  readonly server: Server;
  readonly player: Player | undefined;
  /** Time goes on by itself. */
  readonly timePlaying: boolean;
  /** What is thought away. */
  readonly whatIf: WhatIf | undefined;
  readonly compared: Compared | undefined;
  /** The entity that the keyboard is at on the canvas. */
  readonly cursor: string | undefined;
  readonly tab: LeftTab;
  readonly sheet: Sheet;
  readonly sheetOpen: boolean;
  readonly query: string;
  /** The tab of the dock that is to take the focus once it is there. */
  readonly dockFocus: DockTab | undefined;
  /** The tab of paths is to take the focus once it is there. */
  readonly pathFocus: boolean;
  /** A record of the reader's own is being written: what is undone meanwhile is undone once it is. */
  readonly writing: boolean;
  /** A query of the reader's is running. */
  readonly consoleBusy: boolean;
  readonly dialog: Dialog;
  /** The finding that this page is, where it is a file. */
  readonly finding: Finding | undefined;
  /** What a query has found, to be exported. */
  readonly found: Chosen | undefined;
  /** Where on the canvas a new note is being written. */
  readonly draft: Point | undefined;
  /** Whose neighbours are being chosen among. */
  readonly choosing: ExpandArg | undefined;
  /** The form that is open, and the form and its field that wait for what it makes. */
  readonly editing:
    | { readonly task: Task; readonly from?: { readonly task: Task; readonly field: string } }
    | undefined;
  /** The dataset that is to be exported, where one was chosen before the dialog. */
  readonly exporting: string | undefined;
  /** The dataset whose likely duplicates are looked at. */
  readonly duplicatesOf: string | undefined;
  /** The file that is being loaded, and how much of the step under way is done, where that is known. */
  readonly importing: { readonly name: string; readonly part: number | undefined } | undefined;
  readonly tool: Tool;
  /** The arranging under way: how far it is, from 0 to 1, and how to give it up. */
  readonly arranging: { readonly done: number; readonly stop: AbortController } | undefined;
  /** What was worked out of the network that is shown, for size and colour. */
  readonly networks: Networks;
  /** What is being worked out of it. */
  readonly gauging: NetworkGauge | undefined;
  readonly notice: Notice | undefined;
  /** Expansions that stopped at their cap: where the next page of each key starts, and how many neighbours there are. */
  readonly more: Readonly<
    Record<string, { readonly next: Readonly<Record<string, string>>; readonly total: number }>
  >;
  /** Said to screen readers only. */
  readonly spoken: string;
};

export type AppStore = StoreApi<AppState>;

export const createAppStore = (prefs: Prefs, view: View): AppStore =>
  createStore<AppState>(() => ({
    graph: emptyGraph,
    history: begin(view),
    served: [],
    loops: [],
    passing: undefined,
    goesOn: undefined,
    loopsOf: [],
    reading: undefined,
    missing: [],
    home: [],
    homePlaces: {},
    inLoops: [],
    prefs,
    server: unknownServer,
    player: undefined,
    timePlaying: false,
    whatIf: undefined,
    compared: undefined,
    cursor: undefined,
    tab: 'loops',
    sheet: 'loops',
    sheetOpen: true,
    query: '',
    dockFocus: undefined,
    pathFocus: false,
    writing: false,
    consoleBusy: false,
    dialog: undefined,
    finding: undefined,
    found: undefined,
    draft: undefined,
    choosing: undefined,
    editing: undefined,
    exporting: undefined,
    duplicatesOf: undefined,
    importing: undefined,
    tool: 'hand',
    arranging: undefined,
    networks: {},
    gauging: undefined,
    notice: undefined,
    more: {},
    spoken: '',
  }));

export const viewIn = (state: Pick<AppState, 'history'>): View => state.history.present;

/** The loop that the selection names, if it is loaded. */
export function selectedLoop(state: Pick<AppState, 'history' | 'loops'>): Loop | undefined {
  const { selection } = viewIn(state);
  return selection.kind === 'loop' ? state.loops.find(({ id }) => id === selection.id) : undefined;
}
