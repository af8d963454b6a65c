import './notes.css';
import { Pencil, StickyNote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Section } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { type About, type Note, notesOn } from '../../state/notes.ts';
import { useApp, useView } from '../app-context.tsx';
import { NoteField } from './note-field.tsx';

function Line({ note }: { note: Note }) {
  const { dispatch } = useApp();
  const t = useText();
  const [editing, setEditing] = useState(false);
  return (
    <li className="own-note" data-note={note.id}>
      {editing ? (
        <NoteField
          text={note.text}
          onDone={(text) => {
            setEditing(false);
            if (text !== undefined) dispatch('editNote', { id: note.id, text });
          }}
        />
      ) : (
        <>
          <p>{note.text}</p>
          <Button small icon={Pencil} label={t('note.edit')} onClick={() => setEditing(true)} />
          <Button
            small
            icon={Trash2}
            label={t('note.remove')}
            onClick={() => dispatch('removeNote', note.id)}
          />
        </>
      )}
    </li>
  );
}

/** The reader's own notes on what the inspector shows. */
export function NotesSection({ about }: { about: About }) {
  const { dispatch } = useApp();
  const t = useText();
  const { notes } = useView();
  const [writing, setWriting] = useState(false);
  const mine = notesOn(notes, about);
  return (
    <Section title={t('note.title')} {...(mine.length > 0 ? { note: mine.length } : {})}>
      {mine.length > 0 && (
        <ul className="own-notes">
          {mine.map((note) => (
            <Line key={note.id} note={note} />
          ))}
        </ul>
      )}
      {writing ? (
        <NoteField
          text=""
          onDone={(text) => {
            setWriting(false);
            if (text) dispatch('addNote', { text, on: about });
          }}
        />
      ) : (
        <Button
          small
          look="outline"
          icon={StickyNote}
          text={t('note.add')}
          data-command="addNote"
          onClick={() => setWriting(true)}
        />
      )}
      <p className="help">{t('note.help')}</p>
    </Section>
  );
}
