import { CirclePlus, FilePenLine, GitCommitHorizontal, Pencil, Trash2 } from 'lucide-react';
import type { Draft, Task } from '../state/editing/draft.ts';
import { membersOf } from '../state/graph.ts';
import { canWrite } from '../state/server.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { command } from './context.ts';
import type { Outcome } from './own-records.ts';
import { written } from './turn.ts';

const work = () => import('./own-records.ts');
/** Why nothing can be written here. */
export const refused = ({ server }: AppState) =>
  server.reach !== 'up' ? ('edit.away' as const) : server.writable ? undefined : ('edit.readOnly' as const);

const isOwn = ({ served }: AppState, key: string): boolean =>
  served.some(({ id, own }) => own && key.startsWith(`${id}:`));

/** What the selection gives to correct or, where it is the reader's own, to edit. */
export function taskFor(state: AppState): Task | undefined {
  const { selection } = viewIn(state);
  if (selection.kind !== 'claim' && selection.kind !== 'entity') return undefined;
  const of = selection.kind;
  if (of === 'claim')
    return isOwn(state, selection.key) ? { of, edits: selection.key } : { of, corrects: selection.key };
  if (state.graph.entities.get(selection.key)?.kind === 'Metric') return undefined;
  const own = membersOf(state.graph, selection.key).find((key) => isOwn(state, key));
  return own === undefined ? { of, corrects: selection.key } : { of, edits: own };
}

/** The form to open, and the one that it is opened from. */
type Editing = NonNullable<AppState['editing']>;

export const editingCommands = {
  addClaim: command({
    group: 'edit',
    label: 'command.addClaim',
    icon: GitCommitHorizontal,
    enabled: canWrite,
    refused,
    run: ({ store }) => store.setState({ dialog: 'editing', editing: { task: { of: 'claim' } } }),
  }),
  addEntity: command({
    group: 'edit',
    label: 'command.addEntity',
    icon: CirclePlus,
    enabled: canWrite,
    refused,
    run: ({ store }) => store.setState({ dialog: 'editing', editing: { task: { of: 'entity' } } }),
  }),
  correct: command({
    group: 'edit',
    label: 'command.correct',
    icon: FilePenLine,
    enabled: (state) => canWrite(state) && taskFor(state)?.corrects !== undefined,
    refused,
    run: ({ store }) => {
      const task = taskFor(store.getState());
      if (task) store.setState({ dialog: 'editing', editing: { task } });
    },
  }),
  editOwn: command({
    group: 'edit',
    label: 'command.editOwn',
    icon: Pencil,
    enabled: (state) => canWrite(state) && taskFor(state)?.edits !== undefined,
    refused,
    run: ({ store }) => {
      const task = taskFor(store.getState());
      if (task) store.setState({ dialog: 'editing', editing: { task } });
    },
  }),
  removeOwn: command({
    group: 'edit',
    label: 'command.removeOwn',
    icon: Trash2,
    enabled: (state) => canWrite(state) && taskFor(state)?.edits !== undefined,
    refused,
    run: async (context) => {
      const { of, edits } = taskFor(context.store.getState()) ?? {};
      if (of && edits !== undefined)
        await written(context, async () => (await work()).removeRecord(context, { of, key: edits }));
    },
  }),
  /** Goes on to another form. */
  openForm: command<Editing>({
    group: 'edit',
    label: 'command.addEntity',
    icon: CirclePlus,
    enabled: canWrite,
    run: ({ store }, editing) => store.setState({ dialog: 'editing', editing }),
  }),
  saveRecord: command<{ draft: Draft; shown: boolean; anyway: boolean; hear: (outcome: Outcome) => void }>({
    group: 'edit',
    label: 'edit.save',
    icon: Pencil,
    enabled: canWrite,
    run: async (context, { hear, ...what }) =>
      hear(await written(context, async () => (await work()).saveDraft(context, what))),
  }),
};
