import { useMemo } from 'react';
import { ToggleChip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { reachOf } from '../../state/datasets.ts';
import { ALL_MOVES } from '../../state/encode.ts';
import { countWithLeg } from '../../state/loops.ts';
import type { Flowing } from '../../state/view.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { ChosenEntities, EntitySelect, type Whole } from './entity-choice.tsx';

const LENGTHS = [2, 3, 4, 5, 6, 8, 10, 12];
const flows = (moves: string): moves is Flowing => moves !== 'nothing';

/** What the list of loops shows: reading, exchanges, what moves, length, and whom it passes; with how many would be left. */
export function LoopFilterBar({ whole }: { whole: Whole }) {
  const { dispatch } = useApp();
  const t = useText();
  const { loops: filters, datasets } = useView();
  const reach = useAppState((state) => reachOf(state.served, datasets));
  const loops = useAppState((state) => state.loops);
  const moving = useMemo(
    () =>
      ALL_MOVES.filter(flows).filter((moves) =>
        loops.some(({ legs }) => legs.some((leg) => leg.moves === moves)),
      ),
    [loops],
  );
  const longest = filters.maxLength ?? reach;
  const upTo = (n: number) => {
    const text = t('loops.upTo', { n });
    // How many there are of these stands above the list; of longer ones it is not known.
    if (!whole || n >= longest) return text;
    return t('loops.counted', { what: text, n: whole.filter(({ length }) => length <= n).length });
  };
  const through = (keys: readonly string[]) => dispatch('filterLoops', { through: keys });
  const throughText = (name: string) => t('loops.through', { name });
  const isOn = (moves: Flowing) => filters.moves.length === 0 || filters.moves.includes(moves);
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
            on={isOn(moves)}
            onToggle={() => toggleMove(moves)}
            title={`${t('loops.moves')}: ${t(`moves.${moves}`)}`}
            dot={`var(--${moves})`}
          >
            {t(`moves.${moves}`)}{' '}
            {whole && isOn(moves) && (
              <span className="chip-count">{countWithLeg(whole, (leg) => leg.moves === moves)}</span>
            )}
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
            value={longest}
            onChange={({ target }) => {
              const legs = Number(target.value);
              dispatch('filterLoops', { maxLength: legs === reach ? undefined : legs });
            }}
          >
            {LENGTHS.map((n) => (
              <option key={n} value={n}>
                {upTo(n)}
              </option>
            ))}
          </select>
        </label>
        <EntitySelect
          name="through"
          label={t('loops.anyEntity')}
          none={t('loops.anyEntity')}
          more={t('loops.throughMore')}
          text={throughText}
          chosen={filters.through}
          onChoose={through}
          whole={whole}
          left={(_, through) => through}
        />
      </div>
      <ChosenEntities chosen={filters.through} onChoose={through} text={throughText} />
    </fieldset>
  );
}
