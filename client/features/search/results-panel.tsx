import { Search, SearchX, WifiOff } from 'lucide-react';
import { faultText } from '../../commands/faults.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { rove } from '../../components/roving.ts';
import { useText } from '../../locales/index.ts';
import { classText } from '../../state/encode.ts';
import { keyIn } from '../../state/graph.ts';
import { grouped } from '../../state/search.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { HitLine } from './hit-line.tsx';
import { useSearch } from './use-search.ts';

/** All results of the last search, to be gone through one by one. */
export function ResultsPanel() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { query, found, hits } = useSearch();
  const graph = useAppState((state) => state.graph);
  if (query === '')
    return (
      <Empty icon={Search} title={t('search.empty')}>
        {t('search.empty.text')}
      </Empty>
    );
  if (found.isError)
    return (
      <Empty icon={WifiOff} title={t('search.results')}>
        {faultText(t, found.error)}
      </Empty>
    );
  if (!found.data)
    return (
      <div className="pad">
        <Skeleton lines={6} label={t('search.searching')} />
      </div>
    );
  const { truncated } = found.data;
  if (hits.length === 0)
    return (
      <Empty icon={SearchX} title={t('search.none', { q: query })}>
        {t('search.none.text')}
      </Empty>
    );
  const [best] = grouped(hits);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are for the buttons in it
    <div className="results" onKeyDown={rove}>
      <p className="list-head">{t('search.found', { count: hits.length, q: query })}</p>
      {grouped(hits).map((group) => (
        <section key={group.of}>
          <h2>{classText(group.of, lang)}</h2>
          <ul>
            {group.hits.map((hit, index) => (
              <li key={keyIn(graph, hit.entity)}>
                <button
                  type="button"
                  className="option"
                  data-roving
                  tabIndex={group.of === best?.of && index === 0 ? 0 : -1}
                  onClick={() => dispatch('visit', keyIn(graph, hit.entity))}
                >
                  <HitLine hit={hit} typed={query} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {truncated && <p className="note-line">{t('search.truncated')}</p>}
    </div>
  );
}
