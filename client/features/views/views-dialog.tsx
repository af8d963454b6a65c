import './views.css';
import { useQuery } from '@tanstack/react-query';
import { Bookmark, Copy, Pencil, Trash2, WifiOff } from 'lucide-react';
import { useRef, useState } from 'react';
import type { SavedEntry } from '../../../server/core/model/saved.ts';
import { faultText } from '../../commands/faults.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { moment } from '../../state/format.ts';
import { canWrite } from '../../state/server.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

const MOST_LETTERS = 120;

/** One saved view: its name opens it. */
function Row({ entry, writable, onRemove }: { entry: SavedEntry; writable: boolean; onRemove: () => void }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const [name, setName] = useState<string>();
  if (name !== undefined)
    return (
      <li className="view-row">
        <form
          className="view-rename"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') dispatch('renameView', { entry, name: name.trim() });
            setName(undefined);
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: it stands where its button was just pressed
            autoFocus
            type="text"
            aria-label={t('views.name')}
            maxLength={MOST_LETTERS}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setName(undefined);
            }}
          />
          <Button type="submit" look="outline" text={t('views.rename')} />
        </form>
      </li>
    );
  return (
    <li className="view-row">
      <button type="button" className="view-open" onClick={() => dispatch('openView', entry)}>
        <Bookmark size={15} aria-hidden="true" />
        <span>{entry.name}</span>
        <time dateTime={entry.updated}>{moment(entry.updated, lang)}</time>
      </button>
      <Button
        small
        icon={Pencil}
        label={`${t('views.rename')}: ${entry.name}`}
        disabled={!writable}
        onClick={() => setName(entry.name)}
      />
      <Button
        small
        icon={Copy}
        label={`${t('views.duplicate')}: ${entry.name}`}
        disabled={!writable}
        onClick={() => dispatch('duplicateView', entry)}
      />
      <Button
        small
        icon={Trash2}
        label={`${t('views.remove')}: ${entry.name}`}
        disabled={!writable}
        onClick={() => {
          onRemove();
          dispatch('removeView', entry);
        }}
      />
    </li>
  );
}

/** Views under names, kept on the server: saved, opened, renamed, duplicated, removed and brought back. */
export function ViewsDialog() {
  const { dispatch, queries } = useApp();
  const t = useText();
  const server = useAppState((state) => state.server);
  const { data, error } = useQuery(queries.saved('view'));
  const [name, setName] = useState('');
  const [removed, setRemoved] = useState<SavedEntry>();
  const field = useRef<HTMLInputElement>(null);
  const writable = canWrite({ server });
  const called = name.trim();
  const same = data?.find((entry) => entry.name === called);
  return (
    <Dialog title={t('views.title')} testId="views" first={field}>
      <form
        className="view-save"
        onSubmit={(event) => {
          event.preventDefault();
          if (called === '' || !writable) return;
          dispatch('saveView', { name: called, ...(same ? { id: same.id } : {}) });
          setName('');
        }}
      >
        <input
          ref={field}
          type="text"
          aria-label={t('views.name')}
          placeholder={t('views.placeholder')}
          maxLength={MOST_LETTERS}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          type="submit"
          look="primary"
          text={same ? t('views.replace') : t('views.save')}
          disabled={called === '' || !writable}
          data-command="saveView"
        />
      </form>
      {!writable && <p className="help view-note">{t('views.readOnly')}</p>}
      {writable && server.store === 'memory' && <p className="help view-note">{t('views.memory')}</p>}
      {removed && (
        <p className="view-removed" role="status">
          <span>{t('said.viewRemoved', { name: removed.name })}</span>
          <Button
            small
            look="outline"
            text={t('views.restore')}
            data-command="restoreView"
            onClick={() => {
              dispatch('restoreView', removed);
              setRemoved(undefined);
            }}
          />
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="view-list" tabIndex={0} aria-label={t('views.list')}>
        {error ? (
          <Empty icon={WifiOff} title={t('views.unread')}>
            {faultText(t, error)}
          </Empty>
        ) : !data ? (
          <Skeleton lines={3} label={t('app.loading')} />
        ) : data.length === 0 ? (
          <Empty icon={Bookmark} title={t('views.none')}>
            {t('views.none.text')}
          </Empty>
        ) : (
          <ul>
            {data.map((entry) => (
              <Row key={entry.id} entry={entry} writable={writable} onRemove={() => setRemoved(entry)} />
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}
