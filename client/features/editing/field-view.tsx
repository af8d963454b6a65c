import { useId } from 'react';
import { useText } from '../../locales/index.ts';
import { at } from '../../state/editing/draft.ts';
import { FIELDS, FIGURES, type Field, type Figure, type Part } from '../../state/editing/fields.ts';
import { amountIn, count } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';
import { ClaimsPicker } from './claim-picker.tsx';
import { EntityPicker } from './entity-picker.tsx';
import { Fault } from './fault.tsx';
import { useForm } from './form.ts';
import { exampleOf, fieldText, optionText } from './words.ts';

/** A field of the model, as its schema says. */
export function FieldView({ part, field, label }: { part: Part; field: Field; label?: string }) {
  const { name, control, needed } = field;
  const key = at(part, name);
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { values, set, faults } = useForm();
  const value = values[key] ?? '';
  const wrong = faults.some((fault) => fault.field === key);
  const text = label ?? fieldText(t, part, name);
  const common = {
    id,
    'data-field': key,
    'aria-invalid': wrong || undefined,
    'aria-describedby': wrong ? `${id}-fault` : undefined,
    'aria-required': needed || undefined,
  };
  const change = (next: string) => set({ [key]: next });
  const heading = (
    <label htmlFor={id}>
      {text}
      {needed && (
        <span className="needed"> {t(/(En|Zh)$/.test(name) ? 'field.eitherNeeded' : 'field.needed')}</span>
      )}
    </label>
  );
  switch (control.kind) {
    case 'entity':
      return <EntityPicker field={key} label={text} needed={needed} />;
    case 'flag':
      return (
        <div className="field tick">
          <input
            {...common}
            type="checkbox"
            checked={value === 'true'}
            onChange={({ target }) => change(target.checked ? 'true' : '')}
          />
          <label htmlFor={id}>{text}</label>
        </div>
      );
    case 'choice':
      return (
        <div className="field">
          {heading}
          <select {...common} value={value} onChange={({ target }) => change(target.value)}>
            <option value="">{t(needed ? 'field.choose' : 'field.unknown')}</option>
            {control.among.map((one) => (
              <option key={one} value={one}>
                {optionText(t, lang, part, name, one)}
              </option>
            ))}
          </select>
          <Fault field={key} id={`${id}-fault`} />
        </div>
      );
    case 'choices': {
      const chosen = value.split('\n').filter((one) => one !== '');
      return (
        <fieldset className="field">
          <legend>{text}</legend>
          <div className="ticks">
            {control.among.map((one) => (
              <label key={one} className="tick">
                <input
                  type="checkbox"
                  checked={chosen.includes(one)}
                  onChange={({ target }) =>
                    change(
                      (target.checked ? [...chosen, one] : chosen.filter((other) => other !== one)).join(
                        '\n',
                      ),
                    )
                  }
                />
                {optionText(t, lang, part, name, one)}
              </label>
            ))}
          </div>
        </fieldset>
      );
    }
    case 'claims':
      return <ClaimsPicker field={key} label={text} />;
    case 'long':
    case 'lines':
      return (
        <div className="field wide">
          {heading}
          <textarea
            {...common}
            rows={2}
            placeholder={exampleOf(t, part, name, control.kind)}
            value={value}
            onChange={({ target }) => change(target.value)}
          />
          <Fault field={key} id={`${id}-fault`} />
        </div>
      );
    case 'text':
    case 'number':
    case 'when':
    case 'day':
      return (
        <div className="field">
          {heading}
          <input
            {...common}
            type="text"
            spellCheck={false}
            autoComplete="off"
            placeholder={exampleOf(t, part, name, control.kind)}
            value={value}
            onChange={({ target }) => change(target.value)}
          />
          <Fault field={key} id={`${id}-fault`} />
        </div>
      );
  }
}

const HOWS = ['', 'exactly', 'upTo', 'atLeast', 'between'] as const;

/** A figure: how the source gives it, then as many numbers as that takes. What it does not give stays unknown. */
export function FigureView({ figure }: { figure: Figure }) {
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { values, set } = useForm();
  const { min, max, of } = FIGURES[figure];
  const howKey = at('claim', `${figure}How`);
  const how = HOWS.find((one) => one === values[howKey]) ?? '';
  const names =
    how === 'exactly'
      ? [figure]
      : how === 'upTo'
        ? [max]
        : how === 'atLeast'
          ? [min]
          : how === 'between'
            ? [min, max]
            : [];
  const unit = FIELDS.claim.find(({ name }) => name === of);
  const read = names.flatMap((name) => amountIn(values[at('claim', name)] ?? '') ?? []);
  return (
    <fieldset className="field wide figure">
      <legend>{fieldText(t, 'claim', figure)}</legend>
      <div className="figure-row">
        <select
          aria-label={`${fieldText(t, 'claim', figure)}: ${t('figure.how')}`}
          value={how}
          data-field={howKey}
          onChange={({ target }) => set({ [howKey]: target.value })}
        >
          {HOWS.map((one) => (
            <option key={one} value={one}>
              {t(one === '' ? 'figure.unknown' : `figure.${one}`)}
            </option>
          ))}
        </select>
        {names.map((name, index) => (
          <span key={name} className="figure-part">
            <input
              type="text"
              spellCheck={false}
              aria-label={`${fieldText(t, 'claim', figure)}${names.length > 1 ? ` ${index + 1}` : ''}`}
              data-field={at('claim', name)}
              placeholder={t(`example.${figure}`)}
              value={values[at('claim', name)] ?? ''}
              onChange={({ target }) => set({ [at('claim', name)]: target.value })}
            />
            <Fault field={at('claim', name)} id={`${id}-${name}`} />
          </span>
        ))}
        {how !== '' && unit && (
          <span className="figure-part">
            <input
              type="text"
              spellCheck={false}
              aria-label={fieldText(t, 'claim', of)}
              data-field={at('claim', of)}
              placeholder={t(`example.${of}`)}
              value={values[at('claim', of)] ?? ''}
              onChange={({ target }) =>
                set({ [at('claim', of)]: of === 'currency' ? target.value.toUpperCase() : target.value })
              }
            />
            <Fault field={at('claim', of)} id={`${id}-${of}`} />
          </span>
        )}
      </div>
      {how === '' && <Fault field={at('claim', figure)} id={`${id}-none`} />}
      {read.length > 0 && (
        <span className="help">
          {t('figure.read', { figure: read.map((one) => count(one, lang)).join(' – ') })}
        </span>
      )}
    </fieldset>
  );
}
