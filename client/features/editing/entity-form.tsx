import { useId } from 'react';
import { KINDS } from '../../../server/core/model/registry.ts';
import { useText } from '../../locales/index.ts';
import { partOf } from '../../state/editing/draft.ts';
import { FIELDS } from '../../state/editing/fields.ts';
import { useLang } from '../app-context.tsx';
import { Fault } from './fault.tsx';
import { FieldView } from './field-view.tsx';
import { useForm } from './form.ts';

/** Names, what it is, and what its kind has beside them. A metric is made with the claim of what it measures. */
export function EntityForm({ corrects }: { corrects: boolean }) {
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { values, set } = useForm();
  const kind = values['entity.kind'] ?? '';
  const part = partOf(kind);
  const fields = FIELDS[part].filter(({ name }) => name !== 'kind' && !(corrects && name === 'sameAs'));
  const carry = (next: string) => {
    // What all kinds have goes along when the kind is changed.
    const to = partOf(next);
    const moved = Object.fromEntries(
      FIELDS[to].flatMap(({ name }) => {
        const value = values[`${part}.${name}`];
        return value === undefined || to === part ? [] : [[`${to}.${name}`, value]];
      }),
    );
    set({ ...moved, 'entity.kind': next, [`${to}.kind`]: next });
  };
  return (
    <section className="form-part" aria-label={t('edit.what')}>
      <p className="help">{t('edit.entity.text')}</p>
      <div className="form-grid">
        <div className="field">
          <label htmlFor={id}>
            {t('field.kind')}
            <span className="needed"> {t('field.needed')}</span>
          </label>
          <select
            id={id}
            data-field={`${part}.kind`}
            value={kind}
            onChange={({ target }) => carry(target.value)}
          >
            <option value="">{t('field.choose')}</option>
            {Object.entries(KINDS)
              .filter(([name]) => name !== 'Metric')
              .map(([name, text]) => (
                <option key={name} value={name}>
                  {text[lang]}
                </option>
              ))}
          </select>
          <Fault field={`${part}.kind`} id={`${id}-fault`} />
        </div>
        {fields.map((field) => (
          <FieldView key={`${part} ${field.name}`} part={part} field={field} />
        ))}
      </div>
    </section>
  );
}
