import './notes.css';
import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { Section } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { type About, type Note, notesOn } from '../../state/notes.ts';
import { useApp, useView } from '../app-context.tsx';
import { NoteBody } from './note-body.tsx';
import { NoteField } from './note-field.tsx';

function Line({ note }: { note: Note }) {
  const [editing, setEditing] = useState(false);
  return (
    <li className="own-note" data-note={note.id}>
      <NoteBody note={note} editing={editing} onEditing={setEditing} />
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
