import { Focus, ListFilter, Pause, Play, SkipBack, SkipForward, Square } from 'lucide-react';
import { fromKey, toKey } from '../state/graph.ts';
import { playSteps } from '../state/loops.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { initialView, type LoopFilters } from '../state/view.ts';
import { type Context, change, command, say } from './context.ts';
import { claimTitle } from './names.ts';
import { subjectOf } from './select.ts';
import { selectedKeys } from './view.ts';

/** Goes to a step of the selected loop, bringing it into sight and saying it. */
function goTo(context: Context, at: number, running: boolean): void {
  const { store, t } = context;
  const state = store.getState();
  const loop = selectedLoop(state);
  const steps = loop ? playSteps(loop) : [];
  const now = steps[at];
  if (!loop || !now) {
    store.setState({ player: undefined });
    if (loop) say(context, t('said.played'));
    return;
  }
  store.setState({ player: { loop: loop.id, at, running } });
  const { claim } = now.step;
  context.canvas()?.reveal([fromKey(state.graph, claim), toKey(state.graph, claim)]);
  say(
    context,
    t('player.said', {
      where: t(now.part === 'leg' ? 'player.leg' : 'player.rests', { k: now.number, n: now.of }),
      what: claimTitle(state.graph, claim, state.prefs.lang),
    }),
  );
}

const hasLoop = (state: AppState): boolean => selectedLoop(state) !== undefined;
const playing = (state: AppState): boolean => state.player !== undefined;
const lengthOf = (state: AppState): number => {
  const loop = selectedLoop(state);
  return loop ? playSteps(loop).length : 0;
};

export const loopCommands = {
  play: command({
    group: 'loops',
    label: 'command.play',
    icon: Play,
    keys: ['p'],
    enabled: hasLoop,
    pressed: ({ player }) => player?.running === true,
    run: (context) => {
      const { player } = context.store.getState();
      if (player?.running) context.store.setState({ player: { ...player, running: false } });
      else goTo(context, player?.at ?? 0, true);
    },
  }),
  playNext: command({
    group: 'loops',
    label: 'command.playNext',
    icon: SkipForward,
    keys: ['.'],
    enabled: (state) => hasLoop(state) && (state.player?.at ?? -1) < lengthOf(state) - 1,
    run: (context) => {
      const { player } = context.store.getState();
      goTo(context, player ? player.at + 1 : 0, false);
    },
  }),
  playPrevious: command({
    group: 'loops',
    label: 'command.playPrevious',
    icon: SkipBack,
    keys: [','],
    enabled: ({ player }) => player !== undefined && player.at > 0,
    run: (context) => {
      const { player } = context.store.getState();
      if (player) goTo(context, player.at - 1, false);
    },
  }),
  /** What the clock does while playing: on to the next step, and an end. */
  playOn: command({
    group: 'loops',
    label: 'command.play',
    icon: Pause,
    enabled: playing,
    run: (context) => {
      const { player } = context.store.getState();
      if (player?.running) goTo(context, player.at + 1, true);
    },
  }),
  playStop: command({
    group: 'loops',
    label: 'command.playStop',
    icon: Square,
    enabled: playing,
    run: (context) => {
      context.store.setState({ player: undefined });
      say(context, context.t('said.stopped'));
    },
  }),
  isolate: command({
    group: 'loops',
    label: 'command.isolate',
    icon: Focus,
    keys: ['i'],
    enabled: (state) => viewIn(state).selection.kind !== 'none',
    pressed: (state) => viewIn(state).isolated,
    run: (context) => {
      const { selection, isolated } = viewIn(context.store.getState());
      change(context, { command: 'isolate', ...subjectOf(selection) }, (view) => ({
        ...view,
        isolated: !view.isolated,
      }));
      // What is left is brought near, and all of it back into sight after.
      context.canvas()?.fit(isolated ? undefined : selectedKeys(context.store.getState()));
      say(context, context.t(isolated ? 'said.notIsolated' : 'said.isolated'));
    },
  }),
  filterLoops: command<Partial<LoopFilters>>({
    group: 'loops',
    label: 'command.filterLoops',
    icon: ListFilter,
    run: (context, filters) =>
      change(context, { command: 'filterLoops' }, (view) => ({
        ...view,
        loops: { ...view.loops, ...filters },
      })),
  }),
  clearLoopFilters: command({
    group: 'loops',
    label: 'command.clearLoopFilters',
    icon: ListFilter,
    enabled: (state) => {
      const { loops } = viewIn(state);
      return JSON.stringify({ ...loops, sort: '' }) !== JSON.stringify({ ...initialView.loops, sort: '' });
    },
    run: (context) =>
      change(context, { command: 'filterLoops' }, (view) => ({
        ...view,
        loops: { ...initialView.loops, sort: view.loops.sort },
      })),
  }),
};
