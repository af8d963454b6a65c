import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import {
  CLAIM_TYPE_NAMES,
  CLAIM_TYPES,
  isClaimType,
  MOVES,
  movesOf,
} from '../../../server/core/model/registry.ts';
import { claimTitle } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { claimFields, FIELDS, type Field, type Figure, measures } from '../../state/editing/fields.ts';
import { verbOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { KnownDeal } from './claim-picker.tsx';
import { EntityPicker } from './entity-picker.tsx';
import { Fault } from './fault.tsx';
import { FieldView, FigureView } from './field-view.tsx';
import { useForm } from './form.ts';
import { SourceFields } from './source-fields.tsx';

const shown = (field: Field | Figure) =>
  typeof field === 'string' ? (
    <FigureView key={field} figure={field} />
  ) : (
    <FieldView key={field.name} part="claim" field={field} />
  );

/** The type decides what is asked: which ends it has, what moves, which figures there can be. */
function TypeField() {
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { values, set, faults } = useForm();
  const wrong = faults.some(({ field }) => field === 'claim.type');
  return (
    <div className="field wide">
      <label htmlFor={id}>
        {t('field.claim.type')}
        <span className="needed"> {t('field.needed')}</span>
      </label>
      <select
        id={id}
        data-field="claim.type"
        aria-required
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-fault` : undefined}
        value={values['claim.type'] ?? ''}
        onChange={({ target }) => set({ 'claim.type': target.value })}
      >
        <option value="">{t('field.choose')}</option>
        {MOVES.map((moves) => (
          <optgroup key={moves} label={t(`moves.${moves}`)}>
            {CLAIM_TYPE_NAMES.filter((type) => movesOf(type) === moves).map((type) => (
              <option key={type} value={type}>
                {verbOf(type, lang)}
                {lang === 'en' && ` (${CLAIM_TYPES[type].from} → ${CLAIM_TYPES[type].to})`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Fault field="claim.type" id={`${id}-fault`} />
    </div>
  );
}

/** The claim of another dataset that this one says otherwise than. */
function Corrected({ id }: { id: string }) {
  const { queries } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const { data } = useQuery(queries.claim(id));
  return (
    <p className="alert" data-testid="editing-corrects">
      <span>{t('edit.corrects', { claim: data ? claimTitle(graph, data.claim, lang) : id })}</span>
    </p>
  );
}

export function ClaimForm() {
  const t = useText();
  const lang = useLang();
  const { values } = useForm();
  const typed = values['claim.type'] ?? '';
  const type = isClaimType(typed) ? typed : undefined;
  const { asked, more } = claimFields(type ? movesOf(type) : 'nothing');
  const end = (name: 'from' | 'to') => (
    <EntityPicker
      field={`claim.${name}`}
      label={
        type && lang === 'en'
          ? t(`field.${name}.of`, { what: CLAIM_TYPES[type][name] })
          : t(`field.claim.${name}`)
      }
      needed
    />
  );
  const against = values['claim.contradicts'];
  return (
    <>
      {against?.split('\n').map((id) => (
        <Corrected key={id} id={id} />
      ))}
      <section className="form-part" aria-label={t('edit.what')}>
        <div className="form-grid">
          <TypeField />
          {measures(type)
            ? FIELDS.metric.map((field) => <FieldView key={field.name} part="metric" field={field} />)
            : end('from')}
          {end('to')}
        </div>
      </section>
      <section className="form-part" aria-label={t('edit.says')}>
        <h3>{t('edit.says')}</h3>
        <div className="form-grid">{asked.map(shown)}</div>
        <details>
          <summary>{t('edit.more')}</summary>
          <div className="form-grid">
            {more.map(shown)}
            <KnownDeal />
            {FIELDS.deal.map((field) => (
              <FieldView key={field.name} part="deal" field={field} />
            ))}
          </div>
        </details>
      </section>
      <SourceFields />
    </>
  );
}
