import { useId, useState } from 'react';
import { intervalOf } from '../../../server/core/model/dates.ts';
import { useText } from '../../locales/index.ts';
import type { Side } from '../../state/compare.ts';
import { choiceOf, choicesOf, chosenBy } from '../../state/datasets.ts';
import { nameOf } from '../../state/format.ts';
import { useAppState, useLang } from '../app-context.tsx';

type Props = { name: 'before' | 'after'; side: Side; onChange: (side: Side) => void };

/** One side of a comparison: which datasets, and as known by when. A date counts once it is done. */
export function SideFields({ name, side, onChange }: Props) {
  const t = useText();
  const lang = useLang();
  const id = useId();
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
  const own = [...side.datasets].sort().join();
  const there =
    options.some(({ ids }) => ids.join() === own) || choiceOf(served, side.datasets) !== undefined;
  return (
    <fieldset>
      <legend>{t(`compare.${name}`)}</legend>
      <label className="constraint">
        <span>{t('compare.datasets')}</span>
        <select
          value={own}
          data-testid={`compare-${name}-datasets`}
          onChange={({ target }) => onChange({ ...side, datasets: target.value.split(',') })}
        >
          {!there && <option value={own}>{own}</option>}
          {options.map(({ ids, text: label }) => (
            <option key={label} value={ids.join()}>
              {label}
            </option>
          ))}
        </select>
      </label>
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
    </fieldset>
  );
}
