import { ChartNoAxesGantt, DiagramSankey, Download, Network, Table2, Waypoints } from 'lucide-react';
import { shownInFlow } from '../state/flow/shown.ts';
import { type AppState, viewIn } from '../state/store.ts';
import type { Form, Stage } from '../state/view.ts';
import { type Context, change, command } from './context.ts';

/** What the middle of the page shows: the graph, tables, the flow picture. */
const turn = (context: Context, subject: string, stage: (now: Stage) => Stage): void =>
  change(context, { command: 'stage', subject }, (view) => ({ ...view, stage: stage(view.stage) }), true);

export function show(context: Context, form: Form): void {
  if (viewIn(context.store.getState()).stage.form !== form)
    turn(context, context.t(`command.${form}`), (stage) => ({ ...stage, form }));
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
    pressed: (state) => formOf(state) === 'table',
    run: (context) => show(context, 'table'),
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
  flowSave: command({
    group: 'edit',
    label: 'command.flowSave',
    icon: Download,
    enabled: (state) => formOf(state) === 'flow' && shownInFlow(state).length > 0,
    run: async (context) => (await import('./flow-file.ts')).saveFlow(context),
  }),
};
