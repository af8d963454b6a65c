import { useMemo } from 'react';
import { entityName } from '../../commands/names.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { reachOf } from '../../state/datasets.ts';
import { ALL_MOVES } from '../../state/encode.ts';
import { entitiesOf } from '../../state/loops.ts';
import type { Flowing } from '../../state/view.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';

const LENGTHS = [2, 3, 4, 5, 6, 8, 10, 12];
const flows = (moves: string): moves is Flowing => moves !== 'nothing';

/** What the list of loops shows: reading, exchanges, what moves, length, and whom it passes. */
export function LoopFilterBar() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { loops: filters, datasets } = useView();
  const reach = useAppState((state) => reachOf(state.served, datasets));
  const loops = useAppState((state) => state.loops);
  const graph = useAppState((state) => state.graph);
  const moving = useMemo(
    () =>
      ALL_MOVES.filter(flows).filter((moves) =>
        loops.some(({ legs }) => legs.some((leg) => leg.moves === moves)),
      ),
    [loops],
  );
  const entities = useMemo(() => {
    const keys = new Set(loops.flatMap((loop) => [...entitiesOf(graph, loop)]));
    return [...keys]
      .map((key) => ({ key, name: entityName(graph, key, lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, lang));
  }, [loops, graph, lang]);
  const toggleMove = (moves: Flowing) => {
    // No choice means anything; pressing one then leaves the others out.
    const now = filters.moves.length === 0 ? moving : filters.moves;
    const next = now.includes(moves) ? now.filter((kept) => kept !== moves) : [...now, moves];
    dispatch('filterLoops', { moves: next.length === moving.length || next.length === 0 ? [] : next });
  };
  return (
    <fieldset className="loop-filters">
      <legend className="unseen">{t('loops.filters')}</legend>
      <div className="chips">
        {moving.map((moves) => (
          <ToggleChip
            key={moves}
            on={filters.moves.length === 0 || filters.moves.includes(moves)}
            onToggle={() => toggleMove(moves)}
            title={`${t('loops.moves')}: ${t(`moves.${moves}`)}`}
            dot={`var(--${moves})`}
          >
            {t(`moves.${moves}`)}
          </ToggleChip>
        ))}
        <ToggleChip
          on={filters.reading === 'trail'}
          onToggle={() =>
            dispatch('filterLoops', { reading: filters.reading === 'trail' ? 'elementary' : 'trail' })
          }
          title={t('loops.recur.help')}
        >
          {t('loops.recur')}
        </ToggleChip>
        <ToggleChip
          on={filters.exchanges}
          onToggle={() => dispatch('filterLoops', { exchanges: !filters.exchanges })}
          title={t('loops.exchanges.help')}
        >
          {t('loops.exchanges')}
        </ToggleChip>
      </div>
      <div className="selects">
        <label>
          <span className="unseen">{t('loops.maxLength')}</span>
          <select
            value={filters.maxLength ?? reach}
            onChange={({ target }) => {
              const legs = Number(target.value);
              dispatch('filterLoops', { maxLength: legs === reach ? undefined : legs });
            }}
          >
            {LENGTHS.map((n) => (
              <option key={n} value={n}>
                {t('loops.upTo', { n })}
              </option>
            ))}
          </select>
        </label>
        <label>
          <select
            aria-label={t('loops.anyEntity')}
            value={filters.through ?? ''}
            onChange={({ target }) =>
              dispatch('filterLoops', { through: target.value === '' ? undefined : target.value })
            }
          >
            <option value="">{t('loops.anyEntity')}</option>
            {entities.map(({ key, name }) => (
              <option key={key} value={key}>
                {t('loops.through', { name })}
              </option>
            ))}
          </select>
        </label>
      </div>
    </fieldset>
  );
}
