import { type Loop, listedIn } from '../loops.ts';
import { type AppState, viewIn } from '../store.ts';

/** The loops that the flow picture is of: those it was asked to show, or those of the list. */
export function shownInFlow(state: Pick<AppState, 'graph' | 'loops' | 'passing' | 'history'>): Loop[] {
  const view = viewIn(state);
  const { stage } = view;
  const asked = stage.flow.flatMap((id) => state.loops.find((loop) => loop.id === id) ?? []);
  return asked.length > 0 ? asked : listedIn(state, view);
}
