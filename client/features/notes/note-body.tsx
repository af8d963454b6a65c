import { Pencil, Trash2 } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { Note } from '../../state/notes.ts';
import { useApp } from '../app-context.tsx';
import { NoteField } from './note-field.tsx';

type Props = {
  note: Pick<Note, 'id' | 'text'>;
  editing: boolean;
  onEditing: (on: boolean) => void;
};

/** A note to be read, or to be written anew, wherever it stands. */
export function NoteBody({ note, editing, onEditing }: Props) {
  const { dispatch } = useApp();
  const t = useText();
  if (editing)
    return (
      <NoteField
        text={note.text}
        onDone={(text) => {
          onEditing(false);
          if (text !== undefined) dispatch('editNote', { id: note.id, text });
        }}
      />
    );
  return (
    <>
      <p>{note.text}</p>
      <span className="note-tools">
        <Button small icon={Pencil} label={t('note.edit')} onClick={() => onEditing(true)} />
        <Button
          small
          icon={Trash2}
          label={t('note.remove')}
          onClick={() => dispatch('removeNote', note.id)}
        />
      </span>
    </>
  );
}
