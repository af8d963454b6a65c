import './compare.css';
import { ArrowLeftRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Skeleton, ToggleChip } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { CHANGES, type Change, datasetsOf, usualCompare } from '../../state/compare.ts';
import { reachOf } from '../../state/datasets.ts';
import type { Difference } from '../../state/difference.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { ChangedClaim, ChangedEntity, ChangedLoop } from './changes.tsx';
import { SideFields } from './side-fields.tsx';

const PARTS = ['loops', 'claims', 'entities'] as const;
type Part = (typeof PARTS)[number];
const AT_ONCE = 30;

/** How many of each part have changed, and how. */
function countsOf({ loops, statements, entities }: Difference): Record<Part, Record<Change, number>> {
  const count = (changes: readonly Change[]): Record<Change, number> => ({
    added: changes.filter((change) => change === 'added').length,
    removed: changes.filter((change) => change === 'removed').length,
    changed: changes.filter((change) => change === 'changed').length,
  });
  return {
    loops: count(loops.map(({ change }) => change)),
    claims: count(statements.map(({ change }) => change)),
    entities: count([...entities.values()]),
  };
}

function rowsOf(difference: Difference, part: Part, shown: readonly Change[]) {
  const { loops, statements, entities } = difference;
  switch (part) {
    case 'loops':
      return loops
        .filter(({ change }) => shown.includes(change))
        .map((of) => <ChangedLoop key={`${of.change} ${of.loop.id}`} of={of} />);
    case 'claims':
      return statements
        .filter(({ change }) => shown.includes(change))
        .map((of) => <ChangedClaim key={`${of.before?.id} ${of.after?.id}`} of={of} />);
    case 'entities':
      return [...entities]
        .filter(([, change]) => shown.includes(change))
        .map(([key, change]) => <ChangedEntity key={key} of={key} change={change} />);
  }
}

/** What is new, gone and changed: loops, claims or entities, those that have gone first. */
function Changes({ difference }: { difference: Difference }) {
  const t = useText();
  const counts = useMemo(() => countsOf(difference), [difference]);
  const [part, setPart] = useState<Part>('loops');
  const [hidden, setHidden] = useState<readonly Change[]>([]);
  const [most, setMost] = useState(AT_ONCE);
  const shown = CHANGES.filter((change) => !hidden.includes(change));
  const rows = rowsOf(difference, part, shown);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons are no fieldset */}
      <div className="segmented compare-parts" role="group" aria-label={t('compare.title')}>
        {PARTS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={part === name}
            data-testid={`compare-${name}`}
            onClick={() => {
              setPart(name);
              setMost(AT_ONCE);
            }}
          >
            {t(`compare.${name}`)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: switches are no fieldset */}
      <div className="marks" role="group" aria-label={t('compare.show')}>
        {CHANGES.map((change) => (
          <ToggleChip
            key={change}
            on={!hidden.includes(change)}
            onToggle={() =>
              setHidden(
                hidden.includes(change) ? hidden.filter((one) => one !== change) : [...hidden, change],
              )
            }
          >
            <span className={`sign ${change}`} data-testid={`compare-count-${change}`}>
              {counts[part][change]} {t(`compare.${change}`)}
            </span>
          </ToggleChip>
        ))}
      </div>
      {rows.length === 0 ? (
        <p className="help">{t('compare.nothing')}</p>
      ) : (
        <ul className="changes" data-testid="changes">
          {rows.slice(0, most)}
        </ul>
      )}
      {rows.length > most && (
        <Button
          small
          look="outline"
          text={t('compare.more', { count: Math.min(AT_ONCE, rows.length - most) })}
          onClick={() => setMost(most + AT_ONCE)}
        />
      )}
    </>
  );
}

/** Two sides, chosen here, and what differs between them. */
export function ComparePanel() {
  const { dispatch } = useApp();
  const t = useText();
  const { compare } = useView();
  const served = useAppState((state) => state.served);
  const compared = useAppState((state) => state.compared);
  if (!compare) return null;
  const { before, after } = compare;
  const datasets = datasetsOf(compare);
  const usual = usualCompare(served, datasets);
  const dates = before.asOf !== undefined || after.asOf !== undefined;
  const views = before.saved !== undefined || after.saved !== undefined;
  const difference = compared?.of === compare ? compared.difference : undefined;
  return (
    <section className="compare" aria-label={t('compare.title')} data-testid="compare">
      <header>
        <h2>{t('compare.title')}</h2>
        <CommandButton name="compareClose" small />
      </header>
      <div className="compare-sides">
        <SideFields
          name="before"
          side={before}
          onChange={(side) => dispatch('compareTo', { before: side, after })}
        />
        <SideFields
          name="after"
          side={after}
          onChange={(side) => dispatch('compareTo', { before, after: side })}
        />
      </div>
      <div className="marks">
        <Button
          small
          look="outline"
          icon={ArrowLeftRight}
          label={t('compare.swap')}
          onClick={() => dispatch('compareTo', { before: after, after: before })}
        />
        {usual.before.asOf === undefined && (
          <Button
            small
            look="outline"
            text={t('compare.usual')}
            data-testid="compare-usual"
            onClick={() => dispatch('compareTo', usual)}
          />
        )}
        <Button
          small
          look="outline"
          text={t('compare.dates')}
          data-testid="compare-dates"
          onClick={() => {
            const year = new Date().getFullYear();
            dispatch('compareTo', {
              before: { datasets, asOf: String(year - 1) },
              after: { datasets, asOf: String(year) },
            });
          }}
        />
      </div>
      {compared?.fault !== undefined ? (
        <p className="alert">{compared.fault}</p>
      ) : difference ? (
        <Changes difference={difference} />
      ) : (
        <Skeleton lines={6} label={t('compare.reading')} />
      )}
      {compared?.truncated && <p className="help">{t('compare.truncated')}</p>}
      <p className="help">
        {t('compare.scope', { legs: reachOf(served, datasets) })} {views && t('compare.scope.views')}{' '}
        {t(dates ? 'compare.scope.dates' : 'compare.scope.datasets')}
      </p>
    </section>
  );
}
