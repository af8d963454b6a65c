import { useQuery } from '@tanstack/react-query';
import {
  CLAIM_TYPE_NAMES,
  type ClaimType,
  FLOW_TYPES,
  movesOf,
} from '../../../server/core/model/registry.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { useApp, useLang, useView } from '../app-context.tsx';

/** What paths may go along: any claim, what moves something, or chosen types. */
export function TypeField() {
  const { dispatch, queries } = useApp();
  const t = useText();
  const lang = useLang();
  const { datasets, paths } = useView();
  const { types } = paths;
  const { data } = useQuery(queries.schema(datasets));
  const counts = new Map(data?.types.map(({ type, count }) => [type, count]));
  const there = CLAIM_TYPE_NAMES.filter((type) => (counts.get(type) ?? 0) > 0 || types.includes(type));
  const flowing = there.filter((type) => FLOW_TYPES.some((flow) => flow === type));
  const set = (next: readonly ClaimType[]) => dispatch('askPaths', { types: next });
  const toggle = (type: ClaimType) => {
    // No choice means any; pressing one then leaves it out.
    const now = types.length === 0 ? there : types;
    const next = now.includes(type) ? now.filter((kept) => kept !== type) : [...now, type];
    set(next.length === there.length ? [] : CLAIM_TYPE_NAMES.filter((one) => next.includes(one)));
  };
  return (
    <details className="path-types" data-testid="path-types">
      <summary>
        {types.length === 0 ? t('paths.types.any') : t('paths.types.some', { count: types.length })}
      </summary>
      <div className="marks">
        <Button small look="outline" text={t('paths.types.flow')} onClick={() => set(flowing)} />
        <Button
          small
          look="outline"
          text={t('paths.types.any')}
          disabled={types.length === 0}
          onClick={() => set([])}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: switches are no fieldset */}
      <div className="chips" role="group" aria-label={t('paths.types')}>
        {there.map((type) => (
          <ToggleChip
            key={type}
            on={types.length === 0 || types.includes(type)}
            title={type}
            dot={`var(--${movesOf(type) === 'nothing' ? 'none' : movesOf(type)})`}
            onToggle={() => toggle(type)}
          >
            {verbOf(type, lang)} <span className="chip-count">{counts.get(type) ?? 0}</span>
          </ToggleChip>
        ))}
      </div>
    </details>
  );
}
