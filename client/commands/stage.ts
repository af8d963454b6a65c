import {
  ChartNoAxesGantt,
  ChartPie,
  DiagramSankey,
  Download,
  GitCompareArrows,
  ListTree,
  Network,
  Table2,
  Waypoints,
  X,
} from 'lucide-react';
import { shownInFlow } from '../state/flow/shown.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import type { Form, Stage } from '../state/view.ts';
import { type Context, change, command, say, tell } from './context.ts';
import type { PictureForm, PictureOf } from './picture.ts';

/** What the middle of the page shows: the graph, tables, the flow picture. */
const turn = (context: Context, subject: string, stage: (now: Stage) => Stage): void =>
  change(context, { command: 'stage', subject }, (view) => ({ ...view, stage: stage(view.stage) }), true);

export function show(context: Context, form: Form): void {
  if (viewIn(context.store.getState()).stage.form !== form)
    turn(context, context.t(`command.${form}`), (stage) => ({ ...stage, form }));
}

/** Tables, the ledger and the comparison stand in one place. */
const TABLES: readonly Form[] = ['table', 'ledger', 'compareLoops', 'concentration'];
/** So many loops can be read side by side. */
const MOST_PICKED = 6;

function pick(context: Context, id: string): void {
  const { t, store } = context;
  const { picked } = viewIn(store.getState()).stage;
  const on = picked.includes(id);
  if (!on && picked.length >= MOST_PICKED) {
    tell(context, t('said.pickedMost', { count: MOST_PICKED }), 'warn');
    return;
  }
  const next = on ? picked.filter((other) => other !== id) : [...picked, id];
  change(context, { command: 'pickLoop', subject: id }, (view) => ({
    ...view,
    stage: { ...view.stage, picked: next },
  }));
  say(context, t(on ? 'said.unpicked' : 'said.picked', { count: next.length }));
}

const formOf = (state: AppState): Form => viewIn(state).stage.form;

export const stageCommands = {
  graph: command({
    group: 'view',
    label: 'command.graph',
    icon: Network,
    keys: ['g'],
    pressed: (state) => formOf(state) === 'graph',
    run: (context) => show(context, 'graph'),
  }),
  table: command({
    group: 'view',
    label: 'command.table',
    icon: Table2,
    keys: ['t'],
    pressed: (state) => TABLES.includes(formOf(state)),
    run: (context) => show(context, 'table'),
  }),
  ledger: command({
    group: 'loops',
    label: 'command.ledger',
    icon: ListTree,
    keys: ['shift+t'],
    pressed: (state) => formOf(state) === 'ledger',
    run: (context) => show(context, 'ledger'),
  }),
  compareLoops: command({
    group: 'loops',
    label: 'command.compareLoops',
    icon: GitCompareArrows,
    keys: ['shift+k'],
    pressed: (state) => formOf(state) === 'compareLoops',
    run: (context) => show(context, 'compareLoops'),
  }),
  concentration: command({
    group: 'loops',
    label: 'command.concentration',
    icon: ChartPie,
    keys: ['shift+n'],
    pressed: (state) => formOf(state) === 'concentration',
    run: (context) => show(context, 'concentration'),
  }),
  /** Takes a loop among those to be set side by side, or out of them. */
  pickLoop: command<string>({ group: 'loops', label: 'command.pickLoop', icon: GitCompareArrows, run: pick }),
  pickSelected: command({
    group: 'loops',
    label: 'command.pickLoop',
    icon: GitCompareArrows,
    keys: ['m'],
    enabled: (state) => selectedLoop(state) !== undefined,
    pressed: (state) => viewIn(state).stage.picked.includes(selectedLoop(state)?.id ?? ''),
    run: (context) => {
      const loop = selectedLoop(context.store.getState());
      if (loop) pick(context, loop.id);
    },
  }),
  clearPicked: command({
    group: 'loops',
    label: 'command.clearPicked',
    icon: X,
    enabled: (state) => viewIn(state).stage.picked.length > 0,
    run: (context) =>
      change(context, { command: 'pickLoop' }, (view) => ({ ...view, stage: { ...view.stage, picked: [] } })),
  }),
  /** The picked loops together in one flow picture. */
  flowPicked: command({
    group: 'loops',
    label: 'command.flowPicked',
    icon: DiagramSankey,
    enabled: (state) => viewIn(state).stage.picked.length > 0,
    run: (context) =>
      change(context, { command: 'stage', subject: context.t('command.flow') }, (view) => ({
        ...view,
        selection: view.selection.kind === 'loop' ? { kind: 'none' } : view.selection,
        stage: { ...view.stage, form: 'flow', flow: view.stage.picked },
      })),
  }),
  flow: command({
    group: 'view',
    label: 'command.flow',
    icon: DiagramSankey,
    keys: ['r'],
    pressed: (state) => formOf(state) === 'flow',
    run: (context) => show(context, 'flow'),
  }),
  /** From one loop back to all that the list has. */
  flowAll: command({
    group: 'loops',
    label: 'command.flowAll',
    icon: Waypoints,
    enabled: (state) => formOf(state) === 'flow' && viewIn(state).stage.flow.length > 0,
    run: (context) => {
      change(context, { command: 'stage', subject: context.t('command.flowAll') }, (view) => ({
        ...view,
        selection: view.selection.kind === 'loop' ? { kind: 'none' } : view.selection,
        stage: { ...view.stage, flow: [] },
      }));
    },
  }),
  flowWidths: command({
    group: 'view',
    label: 'command.flowWidths',
    icon: ChartNoAxesGantt,
    enabled: (state) => formOf(state) === 'flow',
    pressed: (state) => viewIn(state).stage.widths === 'log',
    run: (context) =>
      turn(context, context.t('command.flow'), (stage) => ({
        ...stage,
        widths: stage.widths === 'log' ? 'linear' : 'log',
      })),
  }),
  /** Draws the canvas, or the flow picture, as a file for print. */
  exportPicture: command<PictureOf & PictureForm>({
    group: 'edit',
    label: 'command.export',
    icon: Download,
    run: async (context, what) => (await import('./picture.ts')).savePicture(context, what),
  }),
  flowSave: command({
    group: 'edit',
    label: 'command.flowSave',
    icon: Download,
    enabled: (state) => formOf(state) === 'flow' && shownInFlow(state).length > 0,
    run: async (context) => (await import('./picture.ts')).savePicture(context, { of: 'flow', form: 'svg' }),
  }),
};
