import './own-datasets.css';
import { Combine, Database, Download, FileUp, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { ServedDataset } from '../../state/datasets.ts';
import { count, nameOf } from '../../state/format.ts';
import { canWrite } from '../../state/server.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

const LONGEST = 120;
type Doing = 'rename' | 'remove' | undefined;

/** Both names in fields; Escape leaves them as they were. */
function Renaming({ dataset, onDone }: { dataset: ServedDataset; onDone: () => void }) {
  const { dispatch } = useApp();
  const t = useText();
  const [names, setNames] = useState({ nameEn: dataset.nameEn, nameZh: dataset.nameZh });
  const whole = names.nameEn.trim() !== '' && names.nameZh.trim() !== '';
  return (
    <form
      className="own-rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (!whole) return;
        dispatch('renameDataset', {
          id: dataset.id,
          names: { nameEn: names.nameEn.trim(), nameZh: names.nameZh.trim() },
        });
        onDone();
      }}
    >
      {(['nameEn', 'nameZh'] as const).map((name, at) => (
        <label key={name}>
          <span>{t(`own.${name}`)}</span>
          <input
            // biome-ignore lint/a11y/noAutofocus: it stands where its button was just pressed
            autoFocus={at === 0}
            value={names[name]}
            maxLength={LONGEST}
            data-testid={`own-${name}`}
            onChange={({ target }) => setNames({ ...names, [name]: target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              onDone();
            }}
          />
        </label>
      ))}
      <Button type="submit" look="primary" text={t('own.save')} disabled={!whole} />
    </form>
  );
}

/** Asks before what cannot be undone. */
function Removing({ dataset, onDone }: { dataset: ServedDataset; onDone: () => void }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  return (
    <div
      className="alert own-remove"
      role="alertdialog"
      aria-label={t('own.remove')}
      data-testid="own-remove"
    >
      <TriangleAlert size={16} aria-hidden="true" />
      <span>
        {t('own.remove.ask', {
          name: nameOf(dataset, lang),
          entities: count(dataset.counts.entities, lang),
          claims: count(dataset.counts.claims, lang),
        })}
      </span>
      <span className="own-buttons">
        <Button
          small
          look="outline"
          text={t('own.export')}
          onClick={() => dispatch('exportDataset', dataset.id)}
        />
        <Button
          small
          look="outline"
          text={t('own.remove.sure')}
          onClick={() => {
            onDone();
            dispatch('removeDataset', dataset.id);
          }}
          data-command="removeDataset"
        />
        <Button small look="primary" text={t('own.keep')} autoFocus onClick={onDone} />
      </span>
    </div>
  );
}

/** One dataset, and what can be done with it. */
function Row({ dataset }: { dataset: ServedDataset }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const writable = useAppState(canWrite);
  const [doing, setDoing] = useState<Doing>();
  const name = nameOf(dataset, lang);
  const done = () => setDoing(undefined);
  return (
    <li className="own-row" data-dataset={dataset.id}>
      <div className="own-head">
        <Database size={16} aria-hidden="true" />
        <span className="own-name">
          <b>{name}</b>
          <span className="aside">
            {[
              dataset.id,
              t('datasets.counts', { entities: dataset.counts.entities, claims: dataset.counts.claims }),
              t('datasets.version', { version: dataset.version.slice(0, 8) }),
            ].join(' · ')}
          </span>
        </span>
        <Button
          small
          look="outline"
          text={t('own.show')}
          onClick={() => {
            context.store.setState({ dialog: undefined });
            dispatch('datasets', [dataset.id]);
          }}
          data-command="datasets"
        />
      </div>
      {doing === 'rename' ? (
        <Renaming dataset={dataset} onDone={done} />
      ) : doing === 'remove' ? (
        <Removing dataset={dataset} onDone={done} />
      ) : (
        <div className="own-buttons">
          <Button
            small
            icon={Pencil}
            text={t('own.rename')}
            disabled={!writable}
            onClick={() => setDoing('rename')}
            data-testid="own-rename"
          />
          <Button
            small
            icon={FileUp}
            text={t('own.replace')}
            disabled={!writable}
            onClick={() => dispatch('replaceDataset', dataset.id)}
            data-command="replaceDataset"
          />
          <Button
            small
            icon={Download}
            text={t('own.export')}
            onClick={() => dispatch('exportDataset', dataset.id)}
            data-command="exportDataset"
          />
          <Button
            small
            icon={Combine}
            text={t('own.duplicates')}
            onClick={() => dispatch('duplicates', dataset.id)}
            data-command="duplicates"
          />
          <Button
            small
            icon={Trash2}
            text={t('own.remove')}
            disabled={!writable}
            onClick={() => setDoing('remove')}
            data-testid="own-remove-ask"
          />
        </div>
      )}
    </li>
  );
}

/** The datasets that the reader has brought: renamed, replaced, exported, looked through for duplicates, removed. */
export function OwnDatasets() {
  const t = useText();
  const served = useAppState((state) => state.served);
  const own = served.filter((dataset) => dataset.own);
  return (
    <Dialog title={t('own.title')} testId="own-datasets" look="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="own-list" tabIndex={0} aria-label={t('own.title')}>
        {own.length === 0 ? (
          <Empty icon={Database} title={t('own.none')} />
        ) : (
          <ul>
            {own.map((dataset) => (
              <Row key={dataset.id} dataset={dataset} />
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}
