import { ArrowDown, ArrowUp, CornerUpLeft, MousePointer2 } from 'lucide-react';
import { fromKey, toKey } from '../state/graph.ts';
import type { Label } from '../state/history.ts';
import { listedIn, stopsOf } from '../state/loops.ts';
import { stepThrough } from '../state/navigate.ts';
import { entitiesIn, type Selection, sameSelection } from '../state/selection.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { select } from '../state/view.ts';
import { type Context, change, command, say } from './context.ts';
import { bundleTitle, claimTitle, entityName, loopTitle, stopsTitle } from './names.ts';
import { selectedKeys } from './view.ts';
import { closeWhatIf } from './what-if.ts';

function describe({ store, t }: Context): string {
  const state = store.getState();
  const { graph, prefs } = state;
  const { selection } = viewIn(state);
  const loop = selectedLoop(state);
  if (loop) return t('said.selectedLoop', { subject: loopTitle(graph, loop, prefs.lang) });
  if (selection.kind === 'entity')
    return t('said.selected', { subject: entityName(graph, selection.key, prefs.lang) });
  if (selection.kind === 'path')
    return t('said.selectedPath', { subject: stopsTitle(graph, selection.stops, prefs.lang) });
  if (selection.kind === 'bundle')
    return t('said.selected', { subject: bundleTitle({ graph, key: selection.key, lang: prefs.lang, t }) });
  if (selection.kind === 'several')
    return t('said.selected', {
      subject: [
        selection.entities.length > 0 && t('several.entities', { count: selection.entities.length }),
        selection.claims.length > 0 && t('several.claims', { count: selection.claims.length }),
      ]
        .filter(Boolean)
        .join(' · '),
    });
  const claim = selection.kind === 'claim' ? graph.claims.get(selection.key) : undefined;
  return claim
    ? t('said.selected', { subject: claimTitle(graph, claim, prefs.lang) })
    : t('said.nothingSelected');
}

/** What an undo step is about where it is about a selection. */
export function subjectOf(selection: Selection): Omit<Label, 'command'> {
  switch (selection.kind) {
    case 'none':
      return {};
    case 'loop':
      return { subject: selection.id };
    case 'path': {
      const last = selection.stops.at(-1);
      return last === undefined ? {} : { subject: last };
    }
    case 'several':
      return { count: selection.entities.length + selection.claims.length };
    default:
      return { subject: selection.key };
  }
}

/** Selects, ends what was playing, says so, and brings it into sight, unless the picture is to stay. A loop whose entities are not there is shown. */
export function choose(context: Context, selection: Selection, sight: 'show' | 'stay' = 'show'): void {
  const { store } = context;
  const before = store.getState();
  const same = sameSelection(viewIn(before).selection, selection);
  if (!same)
    change(context, { command: 'select', ...subjectOf(selection) }, (view) => select(view, selection), true);
  store.setState({
    player: undefined,
    ...(selection.kind === 'entity' ? { cursor: selection.key } : {}),
    ...(selection.kind === 'none' ? {} : { sheet: 'inspector', sheetOpen: true }),
  });
  if (sight === 'show') context.canvas()?.reveal(selectedKeys(store.getState()));
  if (!same) say(context, describe(context));
}

function step(context: Context, by: 1 | -1): void {
  const state = context.store.getState();
  const { selection } = viewIn(state);
  const ids = listedIn(state, viewIn(state)).map(({ id }) => id);
  const id = stepThrough(ids, selection.kind === 'loop' ? selection.id : undefined, by);
  if (id !== undefined) choose(context, { kind: 'loop', id });
}

const hasLoops = (state: AppState): boolean => listedIn(state, viewIn(state)).length > 0;

export const selectCommands = {
  select: command<Selection>({
    group: 'view',
    label: 'command.select',
    icon: MousePointer2,
    run: (context, selection) => choose(context, selection),
  }),
  /** Escape: gives arranging up, puts a tool down, ends what is playing, then isolation, then the selection. */
  stepBack: command({
    group: 'view',
    label: 'command.stepBack',
    icon: CornerUpLeft,
    keys: ['escape'],
    enabled: (state) =>
      state.arranging !== undefined ||
      state.tool !== 'hand' ||
      state.player !== undefined ||
      state.whatIf !== undefined ||
      viewIn(state).isolated ||
      viewIn(state).selection.kind !== 'none',
    run: (context) => {
      const state = context.store.getState();
      if (state.arranging) state.arranging.stop.abort();
      else if (state.tool !== 'hand') {
        context.store.setState({ tool: 'hand' });
        say(context, context.t('said.toolDown'));
      } else if (state.player) {
        context.store.setState({ player: undefined });
        say(context, context.t('said.stopped'));
      } else if (state.whatIf) closeWhatIf(context);
      else if (viewIn(state).isolated) {
        change(context, { command: 'isolate' }, (view) => ({ ...view, isolated: false }));
        say(context, context.t('said.notIsolated'));
      } else choose(context, { kind: 'none' });
    },
  }),
  nextLoop: command({
    group: 'loops',
    label: 'command.nextLoop',
    icon: ArrowDown,
    keys: ['j'],
    enabled: hasLoops,
    run: (context) => step(context, 1),
  }),
  previousLoop: command({
    group: 'loops',
    label: 'command.previousLoop',
    icon: ArrowUp,
    keys: ['k'],
    enabled: hasLoops,
    run: (context) => step(context, -1),
  }),
};

/** The entities that must be on the canvas for something to be seen there. */
export function neededFor(state: AppState, selection: Selection): string[] {
  const { graph } = state;
  if (selection.kind === 'loop') {
    const loop = state.loops.find(({ id }) => id === selection.id);
    return loop
      ? [
          ...new Set([
            ...stopsOf(graph, loop),
            ...loop.restsOn.flatMap(({ claim }) => [fromKey(graph, claim), toKey(graph, claim)]),
          ]),
        ]
      : [];
  }
  // A metric is read in the inspector; it need not come to the canvas for that.
  const metric = selection.kind === 'claim' && graph.claims.get(selection.key)?.type === 'MEASURES';
  return metric ? [] : entitiesIn(graph, selection);
}
