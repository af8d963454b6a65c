import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { NOTES } from '../../state/notes.ts';

/** Where a note is written. `onDone` without a text: nothing is to change. */
export function NoteField({ text: before, onDone }: { text: string; onDone: (text?: string) => void }) {
  const t = useText();
  const [text, setText] = useState(before);
  return (
    <form
      className="note-field"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text);
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it stands where the reader has just asked to write
        autoFocus
        rows={3}
        maxLength={NOTES.letters}
        aria-label={t('note.text')}
        placeholder={t('note.placeholder')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') onDone();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onDone(text);
        }}
      />
      <span className="note-buttons">
        <Button small type="submit" look="primary" text={t('note.save')} disabled={text.trim() === ''} />
        <Button small look="outline" text={t('note.cancel')} onClick={() => onDone()} />
      </span>
    </form>
  );
}
