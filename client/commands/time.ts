import { CirclePlay, StepBack, StepForward } from 'lucide-react';
import { withTime } from '../state/filters.ts';
import { when } from '../state/format.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { histogramIn, stepAfter, stepBefore } from '../state/timeline.ts';
import { type Context, change, command, say } from './context.ts';

/** Goes to a date as one of several steps in a row: together they are one to undo. */
function goTo(context: Context, asOf: string): void {
  change(context, { command: 'time' }, (view) => withTime(view, { asOf, during: undefined }), true);
  say(context, `${context.t('timeline.asOf')} ${when(asOf, context.store.getState().prefs.lang)}`);
}

const neighbour = (state: AppState, step: typeof stepAfter): string | undefined => {
  const view = viewIn(state);
  return step(histogramIn(state.graph, view).bars, view.time.asOf);
};

export const timeCommands = {
  timeNext: command({
    group: 'view',
    label: 'command.timeNext',
    icon: StepForward,
    keys: ['>'],
    run: (context) => {
      const asOf = neighbour(context.store.getState(), stepAfter);
      if (asOf !== undefined) goTo(context, asOf);
      else context.store.setState({ timePlaying: false });
    },
  }),
  timePrevious: command({
    group: 'view',
    label: 'command.timePrevious',
    icon: StepBack,
    keys: ['<'],
    run: (context) => {
      context.store.setState({ timePlaying: false });
      const asOf = neighbour(context.store.getState(), stepBefore);
      if (asOf !== undefined) goTo(context, asOf);
    },
  }),
  /** From the date of the moment on, or from the first where it is the last. */
  timePlay: command({
    group: 'view',
    label: 'command.timePlay',
    icon: CirclePlay,
    pressed: ({ timePlaying }) => timePlaying,
    run: (context) => {
      const state = context.store.getState();
      if (state.timePlaying) {
        context.store.setState({ timePlaying: false });
        say(context, context.t('said.stopped'));
        return;
      }
      const first = stepAfter(histogramIn(state.graph, viewIn(state)).bars, undefined);
      if (first === undefined) return;
      if (viewIn(state).time.asOf === undefined || neighbour(state, stepAfter) === undefined)
        change(context, { command: 'time' }, (view) => withTime(view, { asOf: first, during: undefined }));
      context.store.setState({ timePlaying: true });
    },
  }),
};
