import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import type { Context } from './context.ts';
import { datasetsText } from './datasets.ts';
import { loopTitle } from './names.ts';

/** What a picture of the canvas is called, unless its reader has a better title. */
export function pictureTitle(context: Context, state: AppState): string {
  const loop = selectedLoop(state);
  return loop
    ? loopTitle(state.graph, loop, state.prefs.lang)
    : datasetsText(context, state, viewIn(state).datasets);
}
