import type { Context } from './context.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * What writes on the server, and what undoes, come one after the other: each step is made for what the one before has left. Whoever
 * presses undo while something is being saved has what is saved undone, once it is.
 */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

/** While it goes on there may be something to undo or redo soon. */
export async function asWriting<Result>(
  { store }: Pick<Context, 'store'>,
  work: () => Promise<Result>,
): Promise<Result> {
  store.setState({ writing: true });
  try {
    return await work();
  } finally {
    store.setState({ writing: false });
  }
}

/** Something of a reader's own that is written, in its turn. */
export const written = <Result>(
  context: Pick<Context, 'store'>,
  write: () => Promise<Result>,
): Promise<Result> => inTurn(() => asWriting(context, write));
