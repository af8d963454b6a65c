import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { keyOf } from '../../../server/core/model/ids.ts';
import { useText } from '../../locales/index.ts';
import { at, sourceValues } from '../../state/editing/draft.ts';
import { EVIDENCE_ASKED, FIELDS, type Field, PLACES, SOURCE_ASKED } from '../../state/editing/fields.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Fault } from './fault.tsx';
import { FieldView } from './field-view.tsx';
import { useForm } from './form.ts';

const asked = (fields: readonly Field[], names: readonly string[]): Field[] =>
  names.flatMap((name) => fields.filter((field) => field.name === name));

/** Fills the form with a document that is cited already, or clears it for another. */
function KnownSource() {
  const { queries } = useApp();
  const t = useText();
  const id = useId();
  const { values, set } = useForm();
  const datasets = useAppState(({ served }) => served.map((dataset) => dataset.id).join());
  const { data } = useQuery(queries.sources(datasets.split(',')));
  const keys = new Map(data?.sources.map((source) => [keyOf(source.dataset, source.id), source]));
  const chosen = values['source.id'] ?? '';
  const clear = Object.fromEntries(FIELDS.source.map(({ name }) => [at('source', name), undefined]));
  return (
    <div className="field wide">
      <label htmlFor={id}>{t('source.known')}</label>
      <select
        id={id}
        value={keys.has(chosen) ? chosen : ''}
        data-field="source.id"
        onChange={({ target }) => {
          const source = keys.get(target.value);
          set({ ...clear, 'source.id': undefined, ...(source ? sourceValues(source) : {}) });
        }}
      >
        <option value="">{t('source.new')}</option>
        {[...keys].map(([key, { publisher, title, date }]) => (
          <option key={key} value={key}>
            {[publisher, title, date]
              .filter((part) => part !== undefined)
              .join(' · ')
              .slice(0, 140)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Where in its document the passage stands. */
function Place() {
  const t = useText();
  const id = useId();
  const { values, set } = useForm();
  const place = PLACES.find((one) => one === values['evidence.place']) ?? 'whole';
  const text = (name: 'line' | 'section' | 'paragraph') => (
    <div className="field" key={name}>
      <label htmlFor={`${id}-${name}`}>{t(`place.${name}`)}</label>
      <input
        id={`${id}-${name}`}
        type="text"
        data-field={`evidence.${name}`}
        value={values[`evidence.${name}`] ?? ''}
        onChange={({ target }) => set({ [`evidence.${name}`]: target.value })}
      />
      <Fault field={`evidence.${name}`} id={`${id}-${name}-fault`} />
    </div>
  );
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('place.title')}</label>
        <select
          id={id}
          data-field="evidence.place"
          value={place}
          onChange={({ target }) => set({ 'evidence.place': target.value })}
        >
          {PLACES.map((one) => (
            <option key={one} value={one}>
              {t(`place.of.${one}`)}
            </option>
          ))}
        </select>
        <Fault field="evidence.place" id={`${id}-fault`} />
      </div>
      {place === 'line' && text('line')}
      {place === 'paragraph' && (['section', 'paragraph'] as const).map(text)}
    </>
  );
}

/** The document that a claim rests on, and its passage: no claim without one. */
export function SourceFields() {
  const t = useText();
  const source = asked(FIELDS.source, SOURCE_ASKED);
  const evidence = asked(FIELDS.evidence, EVIDENCE_ASKED);
  const rest = (part: 'source' | 'evidence', first: readonly Field[]) =>
    FIELDS[part]
      .filter((field) => !first.includes(field))
      .map((field) => <FieldView key={field.name} part={part} field={field} />);
  return (
    <section className="form-part" aria-label={t('edit.source')}>
      <h3>{t('edit.source')}</h3>
      <div className="form-grid">
        <KnownSource />
        {source.map((field) => (
          <FieldView key={field.name} part="source" field={field} />
        ))}
        {evidence.map((field) => (
          <FieldView key={field.name} part="evidence" field={field} />
        ))}
        <Place />
      </div>
      <details>
        <summary>{t('edit.moreSource')}</summary>
        <div className="form-grid">
          {rest('source', source)}
          {rest('evidence', evidence)}
        </div>
      </details>
    </section>
  );
}
