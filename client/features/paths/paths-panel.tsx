import './paths.css';
import { LoaderCircle, MapPinPlus, Route, RouteOff, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { rove } from '../../components/roving.ts';
import { useText } from '../../locales/index.ts';
import { isFiltered } from '../../state/filters.ts';
import { type Easing, easings, longer, selectionOf } from '../../state/paths.ts';
import { sameSelection } from '../../state/selection.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { PATH_FIELDS } from './fields.ts';
import { PathFields } from './path-fields.tsx';
import { PathRow } from './path-row.tsx';
import { usePaths } from './use-paths.ts';

const ROWS = 30;

/** Whoever opens the tab by its command goes on with the end that is missing. */
function useFocus(): void {
  const { context } = useApp();
  const wanted = useAppState(({ pathFocus }) => pathFocus);
  const { from } = useView().paths;
  useEffect(() => {
    if (!wanted) return;
    document.getElementById(from === undefined ? PATH_FIELDS.from : PATH_FIELDS.to)?.focus();
    context.store.setState({ pathFocus: false });
  }, [wanted, from, context]);
}

/** What can be asked instead, each at a press. */
function Easings() {
  const { dispatch } = useApp();
  const t = useText();
  const view = useView();
  const press: Record<Easing, () => void> = {
    longer: () => dispatch('askPaths', { longest: longer(view.paths.longest) }),
    eitherWay: () => dispatch('askPaths', { way: 'any' }),
    anyType: () => dispatch('askPaths', { types: [] }),
    filters: () => dispatch('clearFilters'),
  };
  return (
    <span className="easings">
      {easings(view).map((easing) => (
        <Button
          key={easing}
          small
          look="outline"
          text={t(`paths.ease.${easing}`, { count: longer(view.paths.longest) })}
          onClick={press[easing]}
        />
      ))}
    </span>
  );
}

/** The list of paths, in every state that it can be in. */
function Found() {
  const { dispatch } = useApp();
  const t = useText();
  const view = useView();
  const { from, to, longest } = view.paths;
  const { asked, rows, truncated, found, cancel } = usePaths();
  const [most, setMost] = useState(ROWS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is read from its top
  useEffect(() => setMost(ROWS), [asked]);
  if (!asked)
    return (
      <Empty icon={Route} title={t(from !== undefined && from === to ? 'paths.same' : 'paths.empty')}>
        {t('paths.empty.text')}
      </Empty>
    );
  if (found.isFetching)
    return (
      <p className="paths-doing" role="status" data-testid="paths-doing">
        <LoaderCircle className="spin" size={16} aria-hidden="true" />
        <span>{t('paths.searching')}</span>
        <Button small look="outline" text={t('paths.cancel')} data-testid="paths-cancel" onClick={cancel} />
      </p>
    );
  if (found.isError)
    return (
      <Empty
        icon={WifiOff}
        title={t('paths.fault')}
        action={<Button look="outline" text={t('fault.retry')} onClick={() => void found.refetch()} />}
      >
        {faultText(t, found.error)}
      </Empty>
    );
  if (!found.data)
    return (
      <Empty
        icon={Route}
        title={t('paths.stopped')}
        action={<Button look="outline" text={t('paths.again')} onClick={() => void found.refetch()} />}
      />
    );
  const filtered = isFiltered(view) && (
    <p className="note-line" data-testid="paths-filtered">
      {t('paths.filtered')}
    </p>
  );
  if (rows.length === 0)
    return (
      <>
        {filtered}
        <Empty icon={RouteOff} title={t('paths.none', { count: longest })} action={<Easings />}>
          {t('paths.none.text')}
        </Empty>
      </>
    );
  const chosen = rows.findIndex((path) => sameSelection(view.selection, selectionOf(path)));
  const shown = Math.max(most, chosen + 1);
  const away = new Set(rows.flatMap(({ stops }) => stops).filter((key) => !Object.hasOwn(view.placed, key)));
  return (
    <>
      <p className="list-head">
        <span data-testid="path-count" role="status">
          {truncated
            ? t('paths.firstOfMore', { count: rows.length })
            : t('paths.shown', { count: rows.length })}
        </span>
        {away.size > 0 && (
          <Button
            small
            look="outline"
            icon={MapPinPlus}
            text={t('paths.showAll', { count: away.size })}
            data-command="showPaths"
            onClick={() => dispatch('showPaths', rows)}
          />
        )}
      </p>
      {filtered}
      {truncated && <p className="note-line">{t('paths.truncated')}</p>}
      <ol className="loop-list" aria-label={t('paths.list')} onKeyDown={rove}>
        {rows.slice(0, shown).map((path, index) => (
          <PathRow key={path.stops.join(' ')} path={path} reachable={index === Math.max(0, chosen)} />
        ))}
        {rows.length > shown && (
          <li>
            <Button
              look="outline"
              className="block"
              text={t('loops.more', { count: Math.min(ROWS, rows.length - shown), n: rows.length - shown })}
              onClick={() => setMost(shown + ROWS)}
            />
          </li>
        )}
      </ol>
    </>
  );
}

/** Paths between two entities: what is asked, and what there is. */
export function PathsPanel() {
  useFocus();
  return (
    <div className="paths" data-testid="paths">
      <PathFields />
      <Found />
    </div>
  );
}
