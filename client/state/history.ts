import { wholePoint } from './packing.ts';
import type { View } from './view.ts';

/** What an undo step is called: the command's name, and the entity, claim or loop that it was about, or how many. */
export type Label = {
  readonly command: string;
  readonly subject?: string;
  readonly count?: number;
  /** Names what the step wrote on the server, which goes back and forth with it. */
  readonly edit?: string;
};
type Step = { readonly label: Label; readonly view: View };

/** The view now, with what came before and what was undone. */
export type History = {
  readonly past: readonly Step[];
  readonly present: View;
  readonly future: readonly Step[];
};

const KEPT = 500;

/** With whole positions, so that an address can say them exactly. */
function settled(view: View, before?: View): View {
  if (view.placed === before?.placed) return view;
  const placed = Object.entries(view.placed);
  if (
    placed.every(
      ([, { x, y }]) => Number.isInteger(x) && Number.isInteger(y) && !Object.is(x, -0) && !Object.is(y, -0),
    )
  )
    return view;
  return { ...view, placed: Object.fromEntries(placed.map(([key, point]) => [key, wholePoint(point)])) };
}

export const begin = (view: View): History => ({ past: [], present: settled(view), future: [] });

/**
 * Goes on to a view. Steps of the same `merge` group in a row become one, so that walking from one entity to the next
 * does not bury the expansion that one wants to undo.
 */
export function record(history: History, view: View, label: Label, merge = false): History {
  if (view === history.present) return history;
  const present = settled(view, history.present);
  const last = history.past.at(-1);
  if (merge && last?.label.command === label.command && history.future.length === 0)
    return { past: [...history.past.slice(0, -1), { label, view: last.view }], present, future: [] };
  return {
    past: [...history.past, { label, view: history.present }].slice(-KEPT),
    present,
    future: [],
  };
}

/** Changes the view without a step: for what the reader did not do (the first layout, ids that have gone). */
export const amend = (history: History, view: View): History => ({
  ...history,
  present: settled(view, history.present),
});

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    past: history.past.slice(0, -1),
    present: step.view,
    future: [{ label: step.label, view: history.present }, ...history.future],
  };
}

export function redo(history: History): History {
  const [step, ...future] = history.future;
  if (!step) return history;
  return {
    past: [...history.past, { label: step.label, view: history.present }],
    present: step.view,
    future,
  };
}

export const undoable = (history: History): Label | undefined => history.past.at(-1)?.label;
export const redoable = (history: History): Label | undefined => history.future[0]?.label;

/** Without a dataset that is no longer there: no step leads back to asking about it. */
export function withoutDataset(history: History, dataset: string): History {
  const left = (view: View): View =>
    view.datasets.includes(dataset)
      ? { ...view, datasets: view.datasets.filter((one) => one !== dataset) }
      : view;
  const steps = (all: readonly Step[]) =>
    all.map((step) => ({ ...step, view: left(step.view) })).filter(({ view }) => view.datasets.length > 0);
  return { past: steps(history.past), present: left(history.present), future: steps(history.future) };
}
