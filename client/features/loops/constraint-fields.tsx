import { useMemo } from 'react';
import { UNKNOWNS } from '../../../server/core/model/loop.ts';
import {
  type ClaimType,
  FLOW_TYPES,
  GRADES,
  MODALITIES,
  movesOf,
  STATUSES,
} from '../../../server/core/model/registry.ts';
import { asApiError } from '../../api/errors.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type Translate, useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { tidied } from '../../state/loop-query.ts';
import { countWithLeg } from '../../state/loops.ts';
import type { Constraints } from '../../state/view.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { ChosenEntities, EntitySelect, type Whole } from './entity-choice.tsx';

const YEAR = 365;
const LENGTHS = ['3', '4', '5', '6', '7', '8', '10', '12'];

const PATTERN_FAULTS = ['sign', 'still', 'name', 'close', 'open', 'leg', 'times', 'long'] as const;
const FIELD_FAULTS = ['currency', 'leastAmount', 'withinDays', 'pattern', 'minLength'] as const;

type Fault = { field: string; code?: unknown; at?: unknown; found?: unknown };
const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';

/** What is wrong with a field, in the reader's words: the server gives codes. */
function faultAt(t: Translate, refused: unknown, field: (typeof FIELD_FAULTS)[number]): string | undefined {
  if (!refused) return undefined;
  const fields = asApiError(refused).details?.fields;
  if (!Array.isArray(fields)) return undefined;
  const found = fields.filter(isFault).find((one) => one.field === field);
  if (!found) return undefined;
  const code = PATTERN_FAULTS.find((known) => known === found.code);
  if (code === undefined) return t(`constraint.fault.${field}`);
  const what = t(`pattern.fault.${code}`, { found: String(found.found ?? '') });
  return typeof found.at === 'number' ? t('pattern.faultAt', { what, at: found.at + 1 }) : what;
}

type FloorProps<T extends string> = {
  name: string;
  label: string;
  value: T | undefined;
  of: readonly T[];
  text: (value: T) => string;
  /** What it is where nothing is chosen. */
  any?: string;
  onChoose: (value: T | undefined) => void;
};
function Floor<T extends string>({ name, label, value, of, text, any, onChoose }: FloorProps<T>) {
  const t = useText();
  return (
    <label className="constraint">
      <span>{label}</span>
      <select
        value={value ?? ''}
        data-testid={`constraint-${name}`}
        onChange={({ target }) => onChoose(of.find((one) => one === target.value))}
      >
        <option value="">{any ?? t('constraint.any')}</option>
        {of.map((one) => (
          <option key={one} value={one}>
            {text(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

export type ConstraintProps = {
  /** Why the server would not say which loops pass. */
  refused: unknown;
  whole: Whole;
};

/** Every constraint that the server knows and the bar above does not have. */
export function ConstraintFields({ refused, whole }: ConstraintProps) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const filters = useView().loops;
  const { constraints } = filters;
  const loops = useAppState((state) => state.loops);
  /** Types that legs have, or that are asked for. */
  const types = useMemo(
    () =>
      FLOW_TYPES.filter(
        (type) => countWithLeg(loops, (leg) => leg.type === type) > 0 || constraints.types?.includes(type),
      ),
    [loops, constraints.types],
  );
  const isOn = (type: ClaimType) => constraints.types === undefined || constraints.types.includes(type);
  const toggleType = (type: ClaimType) => {
    // No choice means any; pressing one then leaves it out.
    const now = constraints.types ?? types;
    const next = now.includes(type) ? now.filter((kept) => kept !== type) : [...now, type];
    set({ types: next.length === types.length || next.length === 0 ? undefined : next });
  };
  const set = (part: { [Key in keyof Constraints]: Constraints[Key] | undefined }) =>
    dispatch('filterLoops', { constraints: tidied({ ...constraints, ...part }) });
  const avoided = constraints.avoid ?? [];
  const avoid = (keys: readonly string[]) => set({ avoid: keys });
  const unknown = constraints.unknown ?? [];
  const flag = (name: 'stated' | 'rollUp') => (
    <ToggleChip
      on={constraints[name] === true}
      title={t(`constraint.${name}.help`)}
      onToggle={() => set({ [name]: constraints[name] ? undefined : true })}
    >
      {t(`constraint.${name}`)}
    </ToggleChip>
  );
  const legsText = (n: number) => {
    const what = t('constraint.legs', { count: n });
    // How many there are of these stands above the list; of shorter ones it is not known.
    return whole && n > (constraints.minLength ?? 0)
      ? t('loops.counted', { what, n: whole.filter(({ length }) => length >= n).length })
      : what;
  };
  return (
    <fieldset className="constraints">
      <legend className="unseen">{t('constraint.more')}</legend>
      <div className="chips">
        {flag('stated')}
        {flag('rollUp')}
      </div>
      <fieldset className="constraint-types">
        <legend>{t('constraint.unknown')}</legend>
        <div className="chips">
          {UNKNOWNS.map((one) => (
            <ToggleChip
              key={one}
              on={unknown.includes(one)}
              title={t('constraint.unknown.help')}
              onToggle={() =>
                set({
                  unknown: UNKNOWNS.filter((other) => unknown.includes(other) !== (other === one)),
                })
              }
            >
              {t(`constraint.unknown.${one}`)}
            </ToggleChip>
          ))}
        </div>
      </fieldset>
      <div className="constraint-grid">
        <Floor
          name="time"
          label={t('constraint.time')}
          value={
            constraints.ordered ? 'ordered' : constraints.withinDays === undefined ? undefined : 'within'
          }
          of={['ordered', 'within']}
          any={t('constraint.time.any')}
          text={(one) => t(`constraint.time.${one}`)}
          onChoose={(mode) =>
            set({
              ordered: mode === 'ordered' ? true : undefined,
              withinDays: mode === 'within' ? YEAR : undefined,
            })
          }
        />
        {constraints.withinDays === undefined ? (
          <span />
        ) : (
          <TextField
            name="withinDays"
            label={t('constraint.days')}
            value={String(constraints.withinDays)}
            example={String(YEAR)}
            numeric
            fault={faultAt(t, refused, 'withinDays')}
            onCommit={(text) => {
              const days = Number(text);
              set({ withinDays: text !== '' && Number.isInteger(days) && days >= 0 ? days : YEAR });
            }}
          />
        )}
        <Floor
          name="minLength"
          label={t('constraint.minLength')}
          value={constraints.minLength === undefined ? undefined : `${constraints.minLength}`}
          of={LENGTHS.filter((legs) => Number(legs) <= (filters.maxLength ?? Number.POSITIVE_INFINITY))}
          text={(legs) => legsText(Number(legs))}
          onChoose={(legs) => set({ minLength: legs === undefined ? undefined : Number(legs) })}
        />
        <Floor
          name="status"
          label={t('constraint.status')}
          value={constraints.leastStatus}
          of={STATUSES}
          text={(one) => t(`status.${one}`)}
          onChoose={(leastStatus) => set({ leastStatus })}
        />
        <Floor
          name="modality"
          label={t('constraint.modality')}
          value={constraints.leastModality}
          of={MODALITIES}
          text={(one) => t(`modality.${one}`)}
          onChoose={(leastModality) => set({ leastModality })}
        />
        <Floor
          name="grade"
          label={t('constraint.grade')}
          value={constraints.leastGrade}
          of={GRADES.filter((grade) => grade !== 'other')}
          text={(one) => t(one === 'press' ? 'constraint.grade.press' : 'constraint.grade.primary')}
          onChoose={(leastGrade) => set({ leastGrade })}
        />
        <div className="constraint">
          <span>{t('constraint.avoid')}</span>
          <EntitySelect
            name="avoid"
            label={t('constraint.avoid')}
            none={t('constraint.any')}
            more={t('constraint.avoid.more')}
            text={(name) => name}
            chosen={avoided}
            onChoose={avoid}
            whole={whole}
            left={(all, through) => all - through}
          />
        </div>
        <TextField
          name="leastAmount"
          label={t('constraint.least')}
          value={constraints.leastAmount === undefined ? '' : String(constraints.leastAmount)}
          example="1000000000"
          numeric
          fault={faultAt(t, refused, 'leastAmount')}
          onCommit={(text) => {
            const amount = Number(text.replace(/[\s,_]/g, ''));
            set({ leastAmount: text !== '' && amount > 0 && Number.isFinite(amount) ? amount : undefined });
          }}
        />
        <TextField
          name="currency"
          label={t('constraint.currency')}
          value={constraints.currency ?? ''}
          example="USD"
          fault={faultAt(t, refused, 'currency')}
          onCommit={(text) => set({ currency: text.toUpperCase() })}
        />
      </div>
      {avoided.length > 0 && (
        <fieldset className="constraint-types">
          <legend>{t('constraint.avoid')}</legend>
          <ChosenEntities chosen={avoided} onChoose={avoid} text={(name) => name} />
        </fieldset>
      )}
      <fieldset className="constraint-types">
        <legend>{t('constraint.types')}</legend>
        <div className="chips">
          {types.map((type) => (
            <ToggleChip
              key={type}
              on={isOn(type)}
              title={type}
              dot={`var(--${movesOf(type)})`}
              onToggle={() => toggleType(type)}
            >
              {verbOf(type, lang)}{' '}
              {whole && isOn(type) && (
                <span className="chip-count">{countWithLeg(whole, (leg) => leg.type === type)}</span>
              )}
            </ToggleChip>
          ))}
        </div>
      </fieldset>
      <TextField
        name="pattern"
        label={t('constraint.pattern')}
        value={constraints.pattern ?? ''}
        example="INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM"
        help={t('constraint.pattern.help')}
        fault={faultAt(t, refused, 'pattern')}
        onCommit={(pattern) => set({ pattern })}
      />
    </fieldset>
  );
}
