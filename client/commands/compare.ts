import { GitCompareArrows, X } from 'lucide-react';
import { type Compare, usualCompare } from '../state/compare.ts';
import { viewIn } from '../state/store.ts';
import { type Context, change, command, say } from './context.ts';

/** What compares is loaded when it is first asked for. */
const load = () => import('./comparing.ts');

function close(context: Context): void {
  change(context, { command: 'compareClose' }, ({ compare: _gone, ...view }) => view);
  say(context, context.t('compare.closed'));
}

export const compareCommands = {
  compare: command({
    group: 'datasets',
    label: 'command.compare',
    icon: GitCompareArrows,
    keys: ['d'],
    enabled: ({ served }) => served.length > 0,
    pressed: (state) => viewIn(state).compare !== undefined,
    run: async (context) => {
      const state = context.store.getState();
      if (viewIn(state).compare) close(context);
      else await (await load()).compareTo(context, usualCompare(state.served, viewIn(state).datasets));
    },
  }),
  /** Any two sides. */
  compareTo: command<Compare>({
    group: 'datasets',
    label: 'command.compare',
    icon: GitCompareArrows,
    run: async (context, of) => (await load()).compareTo(context, of),
  }),
  compareClose: command({
    group: 'datasets',
    label: 'command.compareClose',
    icon: X,
    enabled: (state) => viewIn(state).compare !== undefined,
    run: close,
  }),
};

/** Keeps what is compared in step with the view, from when a view first compares: undo, redo and links do that, too. */
export function followCompare(context: Context): () => void {
  let following: Promise<() => void> | undefined;
  const leave = context.store.subscribe((state) => {
    if (viewIn(state).compare && !following) {
      following = load().then(({ follow }) => follow(context));
      following.catch(reportError);
    }
  });
  return () => {
    leave();
    void following?.then((end) => end());
  };
}
