import { StickyNote, Trash2 } from 'lucide-react';
import type { Point } from '../state/geometry.ts';
import { changedNote, NOTES, type Note, withNote, withoutNote } from '../state/notes.ts';
import { viewIn } from '../state/store.ts';
import { change, command, say, tell } from './context.ts';
import { isDrawn } from './layout.ts';

export const notesCommands = {
  /** Opens an empty note in the middle of what is seen. */
  noteHere: command({
    group: 'graph',
    label: 'command.noteHere',
    icon: StickyNote,
    keys: ['u'],
    enabled: isDrawn,
    run: (context) => {
      if (viewIn(context.store.getState()).notes.length >= NOTES.most)
        tell(context, context.t('said.notesFull', { count: NOTES.most }), 'warn');
      else context.store.setState({ draft: context.canvas()?.centre() });
    },
  }),
  addNote: command<{ text: string; on: Note['on'] }>({
    group: 'graph',
    label: 'note.add',
    icon: StickyNote,
    run: (context, { text, on }) => {
      const before = viewIn(context.store.getState()).notes;
      change(context, { command: 'addNote' }, (view) => withNote(view, text, on));
      context.store.setState({ draft: undefined });
      const now = viewIn(context.store.getState()).notes;
      if (now !== before) say(context, context.t('said.noteAdded'));
      else if (now.length >= NOTES.most)
        tell(context, context.t('said.notesFull', { count: NOTES.most }), 'warn');
    },
  }),
  editNote: command<{ id: string; text: string }>({
    group: 'graph',
    label: 'note.edit',
    icon: StickyNote,
    run: (context, { id, text }) =>
      change(context, { command: 'editNote' }, (view) => changedNote(view, id, { text })),
  }),
  moveNote: command<{ id: string; on: Point }>({
    group: 'graph',
    label: 'command.move',
    icon: StickyNote,
    run: (context, { id, on }) =>
      change(context, { command: 'moveNote' }, (view) => changedNote(view, id, { on })),
  }),
  removeNote: command<string>({
    group: 'graph',
    label: 'note.remove',
    icon: Trash2,
    run: (context, id) => {
      change(context, { command: 'removeNote' }, (view) => withoutNote(view, id));
      say(context, context.t('said.noteRemoved'));
    },
  }),
};
