import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { breaksText } from '../../commands/breaks-text.ts';
import { askedOf } from '../../commands/what-if.ts';
import { Skeleton, ToggleChip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { mostOf } from '../../state/loop-query.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { ClaimLine } from '../inspector/claim-line.tsx';
import { Unanswered } from './question.tsx';

/** How many sets are shown at first. */
const SETS = 2;

function Member({ keys }: { keys: readonly string[] }) {
  const { dispatch } = useApp();
  const graph = useAppState((state) => state.graph);
  return keys.map((key) => {
    const claim = graph.claims.get(key);
    return (
      <li key={key}>
        {claim ? (
          <ClaimLine claim={claim} />
        ) : (
          <button
            type="button"
            className="claim-line"
            onClick={() => dispatch('open', { kind: 'claim', key })}
          >
            {key}
          </button>
        )}
      </li>
    );
  });
}

/** The fewest claims without which none of the list's loops is left, and whether that is known or only the best found. */
export function Breakers() {
  const { queries, context } = useApp();
  const t = useText();
  const view = useView();
  const most = useAppState((state) => mostOf(state, view));
  const asked = askedOf(context.store.getState());
  const [by, setBy] = useState<'claim' | 'leg'>('claim');
  const { data, error, refetch } = useQuery(queries.whatIf(asked, view.loops.sort, most, { by }));
  if (error) return <Unanswered error={error} onRetry={() => void refetch()} />;
  const choice = (
    <span className="chips">
      {(['claim', 'leg'] as const).map((one) => (
        <ToggleChip
          key={one}
          on={by === one}
          title={t(`breakers.by.${one}.help`)}
          onToggle={() => setBy(one)}
        >
          {t(`breakers.by.${one}`)}
        </ToggleChip>
      ))}
    </span>
  );
  if (!data) return <Skeleton lines={3} label={t('whatIf.asking')} />;
  const sets = data.smallest.sets.filter(({ length }) => length > 0);
  return (
    <div className="breakers-body" data-testid="breakers">
      {choice}
      <p className="help" data-testid="breakers-exact">
        {breaksText(t, data, by)}
      </p>
      {sets.slice(0, SETS).map((set, index) => (
        <ul key={set.flat().join()} className="claim-list" aria-label={t('breakers.set', { k: index + 1 })}>
          {set.map((member) => (
            <Member key={member.join()} keys={member} />
          ))}
        </ul>
      ))}
      {sets.length > SETS && (
        <details>
          <summary>{t('breakers.more', { count: sets.length - SETS })}</summary>
          {sets.slice(SETS).map((set, index) => (
            <ul
              key={set.flat().join()}
              className="claim-list"
              aria-label={t('breakers.set', { k: SETS + index + 1 })}
            >
              {set.map((member) => (
                <Member key={member.join()} keys={member} />
              ))}
            </ul>
          ))}
        </details>
      )}
    </div>
  );
}
