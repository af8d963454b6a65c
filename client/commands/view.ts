import { Crosshair, Maximize, PanelLeft, PanelRight, ZoomIn, ZoomOut } from 'lucide-react';
import type { Label } from '../state/history.ts';
import { stopsOf } from '../state/loops.ts';
import { entitiesIn } from '../state/selection.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { type Context, command } from './context.ts';
import { isDrawn } from './layout.ts';
import { subjectName } from './names.ts';

/** The name of an undo step: "expand CoreWeave", "hide 12 entities". */
export function didText(
  { t }: Pick<Context, 't'>,
  { command, subject, count }: Label,
  { graph, loops, prefs }: Pick<AppState, 'graph' | 'loops' | 'prefs'>,
): string {
  const key = `did.${command}`;
  const what =
    count === undefined ? subjectName(graph, loops, subject, prefs.lang) : t('several.things', { count });
  return isDid(key) ? t(key, { subject: what }) : t('did.other', { subject: what });
}
const DID = [
  'did.select',
  'did.expand',
  'did.collapse',
  'did.hide',
  'did.show',
  'did.move',
  'did.isolate',
  'did.filterLoops',
  'did.mute',
  'did.lines',
  'did.size',
  'did.colour',
  'did.looksClear',
  'did.filter',
  'did.time',
  'did.clearFilters',
  'did.goTo',
  'did.layout.loops',
  'did.layout.force',
  'did.layout.concentric',
  'did.layout.layers',
  'did.layout.circle',
  'did.openView',
  'did.addNote',
  'did.editNote',
  'did.moveNote',
  'did.removeNote',
  'did.startOver',
  'did.datasets',
  'did.showInLoops',
  'did.pin',
  'did.unpin',
  'did.stage',
  'did.compare',
  'did.tour',
  'did.compareClose',
  'did.pickLoop',
  'did.showResult',
  'did.paths',
  'did.openPath',
  'did.showPaths',
  'did.addClaim',
  'did.addEntity',
  'did.editRecord',
  'did.correctRecord',
  'did.removeRecord',
  'did.linkEntity',
  'did.unlinkEntity',
] as const;
const isDid = (key: string): key is (typeof DID)[number] => DID.some((known) => known === key);

/** What the reader looks at: the entities selected, and the ends of what is. */
export function selectedKeys(state: AppState): string[] {
  const loop = selectedLoop(state);
  return loop ? stopsOf(state.graph, loop) : entitiesIn(state.graph, viewIn(state).selection);
}

export const viewCommands = {
  zoomIn: command({
    group: 'view',
    label: 'command.zoomIn',
    icon: ZoomIn,
    keys: ['+', '='],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.zoomBy(1.25),
  }),
  zoomOut: command({
    group: 'view',
    label: 'command.zoomOut',
    icon: ZoomOut,
    keys: ['-'],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.zoomBy(0.8),
  }),
  fit: command({
    group: 'view',
    label: 'command.fit',
    icon: Maximize,
    keys: ['f'],
    enabled: isDrawn,
    run: ({ canvas }) => canvas()?.fit(),
  }),
  fitSelection: command({
    group: 'view',
    label: 'command.fitSelection',
    icon: Crosshair,
    keys: ['shift+f'],
    enabled: (state) => isDrawn(state) && selectedKeys(state).length > 0,
    run: ({ canvas, store }) => canvas()?.fit(selectedKeys(store.getState())),
  }),
  toggleLeft: command({
    group: 'view',
    label: 'command.toggleLeft',
    icon: PanelLeft,
    keys: ['['],
    pressed: ({ prefs }) => prefs.leftOpen,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, leftOpen: !prefs.leftOpen } })),
  }),
  toggleRight: command({
    group: 'view',
    label: 'command.toggleRight',
    icon: PanelRight,
    keys: [']'],
    pressed: ({ prefs }) => prefs.rightOpen,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, rightOpen: !prefs.rightOpen } })),
  }),
};
