import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { intervalOf } from '../../../server/core/model/dates.ts';
import { useText } from '../../locales/index.ts';
import type { Side } from '../../state/compare.ts';
import { choiceOf, choicesOf, chosenBy } from '../../state/datasets.ts';
import { nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

type Props = { name: 'before' | 'after'; side: Side; onChange: (side: Side) => void };

/** How a saved view stands among the choices; no dataset's id has a colon. */
const VIEW = 'view:';

/** One side of a comparison: which datasets, and as known by when; or a saved view. A date counts once it is done. */
export function SideFields({ name, side, onChange }: Props) {
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { queries } = useApp();
  const { data: views = [], isSuccess } = useQuery(queries.saved('view'));
  const served = useAppState((state) => state.served);
  const [draft, setDraft] = useState({ of: side.asOf ?? '', text: side.asOf ?? '' });
  // Undo and the other buttons change it from outside.
  if (draft.of !== (side.asOf ?? '')) setDraft({ of: side.asOf ?? '', text: side.asOf ?? '' });
  const text = draft.text.trim();
  const wrong = text !== '' && !intervalOf(text);
  const commit = () => {
    if (wrong || text === (side.asOf ?? '')) return;
    onChange({ datasets: side.datasets, ...(text === '' ? {} : { asOf: text }) });
  };
  const choices = choicesOf(served);
  const options = [
    ...choices.map((choice) => ({ ids: chosenBy(served, choice), text: t(`datasets.${choice}`) })),
    // Beyond the article and what followed, datasets are chosen one by one.
    ...(served.length > 2
      ? served.map((dataset) => ({ ids: [dataset.id] as string[], text: nameOf(dataset, lang) }))
      : []),
  ];
  const { saved } = side;
  const own = saved === undefined ? [...side.datasets].sort().join() : `${VIEW}${saved}`;
  const there =
    saved !== undefined ||
    options.some(({ ids }) => ids.join() === own) ||
    choiceOf(served, side.datasets) !== undefined;
  return (
    <fieldset>
      <legend>{t(`compare.${name}`)}</legend>
      <label className="constraint">
        <span>{t('compare.datasets')}</span>
        <select
          value={own}
          data-testid={`compare-${name}-datasets`}
          onChange={({ target: { value } }) =>
            onChange(
              value.startsWith(VIEW)
                ? { datasets: side.datasets, saved: value.slice(VIEW.length) }
                : {
                    datasets: value.split(','),
                    ...(saved === undefined && side.asOf !== undefined ? { asOf: side.asOf } : {}),
                  },
            )
          }
        >
          <optgroup label={t('compare.data')}>
            {!there && <option value={own}>{own}</option>}
            {options.map(({ ids, text: label }) => (
              <option key={label} value={ids.join()}>
                {label}
              </option>
            ))}
          </optgroup>
          {(views.length > 0 || saved !== undefined) && (
            <optgroup label={t('compare.view')}>
              {saved !== undefined && !views.some((view) => view.id === saved) && (
                <option value={own}>{isSuccess ? t('compare.view.gone') : '…'}</option>
              )}
              {views.map((view) => (
                <option key={view.id} value={`${VIEW}${view.id}`}>
                  {view.name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {saved !== undefined ? (
        <p className="help">{t('compare.view.help')}</p>
      ) : (
        <label className="constraint">
          <span>{t('compare.asOf')}</span>
          <input
            type="text"
            spellCheck={false}
            value={draft.text}
            placeholder={t('compare.asOf.any')}
            aria-invalid={wrong}
            aria-describedby={wrong ? id : undefined}
            data-testid={`compare-${name}-date`}
            onChange={({ target }) => setDraft({ of: side.asOf ?? '', text: target.value })}
            onBlur={commit}
            onKeyDown={({ key }) => key === 'Enter' && commit()}
          />
          {wrong && (
            <span id={id} className="bad">
              {t('compare.asOf.fault')}
            </span>
          )}
        </label>
      )}
    </fieldset>
  );
}
