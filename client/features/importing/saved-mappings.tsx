import { useQuery } from '@tanstack/react-query';
import { BookmarkPlus, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { SavedEntry } from '../../../server/core/model/saved.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { useApp } from '../app-context.tsx';

/** How tables are read, kept under names: to be taken for this file, or saved from it. */
export function SavedMappings() {
  const { dispatch, queries } = useApp();
  const t = useText();
  const { data = [] } = useQuery(queries.saved('mapping'));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const [removed, setRemoved] = useState<SavedEntry>();
  const called = name.trim();
  const taken = data.find(({ id }) => id === chosen);
  const save = () => {
    if (called === '') return;
    dispatch('saveMapping', called);
    setName('');
  };
  return (
    <div className="import-mappings" data-testid="import-mappings">
      {data.length > 0 && (
        <>
          <select
            aria-label={t('import.mapping.take')}
            value={chosen}
            data-testid="mapping-take"
            onChange={({ target: { value } }) => {
              setChosen(value);
              const entry = data.find(({ id }) => id === value);
              if (entry) dispatch('takeMapping', entry);
            }}
          >
            <option value="">{t('import.mapping.take')}</option>
            {data.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.name}
              </option>
            ))}
          </select>
          {taken && (
            <Button
              small
              icon={Trash2}
              label={`${t('import.mapping.remove')}: ${taken.name}`}
              onClick={() => {
                setChosen('');
                setRemoved(taken);
                dispatch('removeMapping', taken);
              }}
            />
          )}
        </>
      )}
      {removed && (
        <span className="import-removed" role="status">
          {t('said.mappingRemoved', { name: removed.name })}
          <Button
            small
            icon={Undo2}
            text={t('import.mapping.restore')}
            onClick={() => {
              setRemoved(undefined);
              dispatch('restoreMapping', removed);
            }}
          />
        </span>
      )}
      <input
        aria-label={t('import.mapping.name')}
        placeholder={t('import.mapping.name')}
        value={name}
        maxLength={120}
        data-testid="mapping-name"
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter in any other field looks at the file anew.
          event.preventDefault();
          save();
        }}
      />
      <Button
        small
        look="outline"
        icon={BookmarkPlus}
        text={t(
          data.some((entry) => entry.name === called) ? 'import.mapping.replace' : 'import.mapping.save',
        )}
        disabled={called === ''}
        onClick={save}
        data-command="saveMapping"
      />
    </div>
  );
}
