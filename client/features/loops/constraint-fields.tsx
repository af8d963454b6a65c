import { useMemo } from 'react';
import { GRADES, MODALITIES, STATUSES } from '../../../server/core/model/registry.ts';
import { asApiError } from '../../api/errors.ts';
import { entityName } from '../../commands/names.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../locales/index.ts';
import { tidied } from '../../state/loop-query.ts';
import { entitiesOf } from '../../state/loops.ts';
import type { Constraints } from '../../state/view.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';

/** What the server says against a field. */
function faultAt(refused: unknown, field: string): string | undefined {
  if (!refused) return undefined;
  const fields = asApiError(refused).details?.fields;
  if (!Array.isArray(fields)) return undefined;
  const found: unknown = fields.find((one: unknown) => isFault(one) && one.field === field);
  return isFault(found) ? found.message : undefined;
}
const isFault = (value: unknown): value is { field: string; message: string } =>
  typeof value === 'object' && value !== null && 'field' in value && 'message' in value;

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

/** Every constraint that the server knows and the bar above does not have. */
export function ConstraintFields({ refused }: { refused: unknown }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { constraints } = useView().loops;
  const loops = useAppState((state) => state.loops);
  const graph = useAppState((state) => state.graph);
  const entities = useMemo(() => {
    const keys = new Set(loops.flatMap((loop) => [...entitiesOf(graph, loop)]));
    return [...keys]
      .map((key) => ({ key, name: entityName(graph, key, lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, lang));
  }, [loops, graph, lang]);
  const names = new Map(entities.map(({ key, name }) => [key, name]));
  const set = (part: { [Key in keyof Constraints]: Constraints[Key] | undefined }) =>
    dispatch('filterLoops', { constraints: tidied({ ...constraints, ...part }) });
  const flag = (name: 'stated' | 'ordered' | 'unknown') => (
    <ToggleChip
      on={constraints[name] === true}
      title={t(`constraint.${name}.help`)}
      onToggle={() => set({ [name]: constraints[name] ? undefined : true })}
    >
      {t(`constraint.${name}`)}
    </ToggleChip>
  );
  return (
    <fieldset className="constraints">
      <legend className="unseen">{t('constraint.more')}</legend>
      <div className="chips">
        {flag('stated')}
        {flag('ordered')}
        {flag('unknown')}
      </div>
      <div className="constraint-grid">
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
        <Floor
          name="avoid"
          label={t('constraint.avoid')}
          value={constraints.avoid}
          of={[...names.keys()]}
          text={(key) => names.get(key) ?? key}
          onChoose={(avoid) => set({ avoid })}
        />
        <TextField
          name="leastAmount"
          label={t('constraint.least')}
          value={constraints.leastAmount === undefined ? '' : String(constraints.leastAmount)}
          example="1000000000"
          numeric
          fault={faultAt(refused, 'leastAmount')}
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
          fault={faultAt(refused, 'currency')}
          onCommit={(text) => set({ currency: text.toUpperCase() })}
        />
      </div>
      <TextField
        name="pattern"
        label={t('constraint.pattern')}
        value={constraints.pattern ?? ''}
        example="INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM"
        help={t('constraint.pattern.help')}
        fault={faultAt(refused, 'pattern')}
        onCommit={(pattern) => set({ pattern })}
      />
    </fieldset>
  );
}
