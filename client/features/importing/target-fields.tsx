import { useId } from 'react';
import { useText } from '../../locales/index.ts';
import { nameOf } from '../../state/format.ts';
import { freeId, idFrom, ownAt, type Target, targetFault } from '../../state/importing/target.ts';
import { useAppState, useLang } from '../app-context.tsx';
import { useImport, useSession } from './use-import.ts';

const NEW = '';

/** Which dataset the file becomes: a new one with a name and an id, or one of the reader's own, replaced or added to. */
export function TargetFields() {
  const t = useText();
  const lang = useLang();
  const id = useId();
  const session = useSession();
  const target = useImport((state) => state.target);
  const said = useImport(({ found }) => found?.ended?.dataset);
  const fileName = useImport((state) => state.file?.name ?? '');
  const served = useAppState((state) => state.served);
  const own = ownAt(served, target);
  const fault = targetFault(target, served);
  const aim = (change: Partial<Target>) => session.aim({ ...target, ...change });
  const choose = (chosen: string) =>
    chosen === NEW
      ? aim({ id: freeId(idFrom(target.name || fileName.replace(/\.\w+$/, '')), served), mode: 'replace' })
      : aim({ id: chosen, name: '', mode: 'replace' });
  return (
    <fieldset className="import-part">
      <legend>{t('import.becomes')}</legend>
      <div className="import-fields">
        <label>
          <span>{t('import.dataset')}</span>
          <select
            value={own ? own.id : NEW}
            data-testid="import-target"
            onChange={({ target: { value } }) => choose(value)}
          >
            <option value={NEW}>{t('import.target.new')}</option>
            {served
              .filter((dataset) => dataset.own)
              .map((dataset) => (
                <option key={dataset.id} value={dataset.id}>
                  {t('import.target.own', { name: nameOf(dataset, lang) })}
                </option>
              ))}
          </select>
        </label>
        {own ? (
          <label>
            <span>{t('import.mode')}</span>
            <select
              value={target.mode}
              data-testid="import-mode"
              onChange={({ target: { value } }) => aim({ mode: value === 'add' ? 'add' : 'replace' })}
            >
              <option value="replace">{t('import.mode.replace')}</option>
              <option value="add">{t('import.mode.add')}</option>
            </select>
          </label>
        ) : (
          <>
            <label>
              <span>{t('import.name')}</span>
              <input
                value={target.name}
                maxLength={120}
                placeholder={(said && nameOf(said, lang)) ?? target.id}
                data-testid="import-name"
                onChange={({ target: { value } }) => aim({ name: value })}
              />
            </label>
            <label>
              <span>{t('import.id')}</span>
              <input
                value={target.id}
                maxLength={120}
                spellCheck={false}
                autoComplete="off"
                aria-invalid={fault !== undefined || undefined}
                aria-describedby={fault && id}
                data-testid="import-id"
                onChange={({ target: { value } }) => aim({ id: value.trim() })}
              />
              {fault && (
                <span id={id} className="bad">
                  {t(`import.id.${fault}`)}
                </span>
              )}
            </label>
          </>
        )}
      </div>
    </fieldset>
  );
}
