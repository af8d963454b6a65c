import { Redo2, Undo2 } from 'lucide-react';
import { redo, redoable, undo, undoable } from '../state/history.ts';
import { type Context, command, say } from './context.ts';
import { glide } from './layout.ts';
import { asWriting, inTurn } from './turn.ts';
import { didText } from './view.ts';

/** Undo and redo say by name what they took back. */
const travel = (context: Context, way: 'undo' | 'redo'): Promise<void> =>
  inTurn(() => travelNow(context, way));
async function travelNow(context: Context, way: 'undo' | 'redo'): Promise<void> {
  const { store, t } = context;
  const state = store.getState();
  const { history } = state;
  const label = way === 'undo' ? undoable(history) : redoable(history);
  if (!label) return;
  const what = didText(context, label, state);
  if (label.edit !== undefined)
    return asWriting(context, async () => (await import('./own-records.ts')).travelEdit(context, way, what));
  glide(context);
  store.setState({ history: way === 'undo' ? undo(history) : redo(history), player: undefined });
  say(context, t(way === 'undo' ? 'said.undone' : 'said.redone', { what }));
}

export const travelCommands = {
  undo: command({
    group: 'edit',
    label: 'command.undo',
    icon: Undo2,
    keys: ['mod+z'],
    enabled: ({ history, writing }) => writing || undoable(history) !== undefined,
    run: (context) => travel(context, 'undo'),
  }),
  /** Several steps at once. */
  undoSteps: command<number>({
    group: 'edit',
    label: 'command.undoSteps',
    icon: Undo2,
    run: async (context, steps) => {
      for (let step = 0; step < steps; step++) await travel(context, 'undo');
    },
  }),
  redo: command({
    group: 'edit',
    label: 'command.redo',
    icon: Redo2,
    keys: ['mod+shift+z', 'mod+y'],
    enabled: ({ history, writing }) => writing || redoable(history) !== undefined,
    run: (context) => travel(context, 'redo'),
  }),
};
