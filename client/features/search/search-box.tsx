import { History, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { SEARCH_ID } from '../../commands/settings.ts';
import { Option } from '../../components/option.tsx';
import { useText } from '../../locales/index.ts';
import { classText } from '../../state/encode.ts';
import { keyIn } from '../../state/graph.ts';
import { stepThrough } from '../../state/navigate.ts';
import { grouped } from '../../state/search.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { HitLine } from './hit-line.tsx';
import { useSearch } from './use-search.ts';

const LIST = 'search-list';
const AT_MOST = 12;
/** Before a line that is a former search: no key of an entity begins so. */
const RECENT = 'recent';

/** The one search box: finds as one types, in both languages; arrow keys and Enter go to an entity. */
export function SearchBox() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const raw = useAppState((state) => state.query);
  const { query, found, hits: all, waiting } = useSearch();
  const graph = useAppState((state) => state.graph);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  /** What Enter was pressed on before its hits had come: it goes to the best of them when they do. */
  const [awaited, setAwaited] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const hits = query === '' ? [] : all.slice(0, AT_MOST);
  const groups = grouped(hits);
  const keys = groups.flatMap((group) => group.hits.map(({ entity }) => keyIn(graph, entity)));
  const searches = useAppState(({ prefs }) => prefs.searches);
  const recent = query === '' ? searches : [];
  const expanded = open && (query !== '' || recent.length > 0);
  const options = query === '' ? recent.map((words) => `${RECENT} ${words}`) : keys;
  const current = active !== undefined && options.includes(active) ? active : undefined;
  const again = (words: string) => {
    context.store.setState({ query: words });
    setActive(undefined);
  };

  const go = (key: string) => {
    setOpen(false);
    setActive(undefined);
    dispatch('searched', query);
    dispatch('visit', key);
  };
  const [best] = keys;
  useEffect(() => {
    if (awaited === undefined || waiting) return;
    setAwaited(undefined);
    if (awaited !== query || best === undefined) return;
    setOpen(false);
    dispatch('searched', query);
    dispatch('visit', best);
  }, [awaited, waiting, query, best, dispatch]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive(stepThrough(options, current, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const words = current?.startsWith(`${RECENT} `) ? current.slice(RECENT.length + 1) : undefined;
      const key = current ?? (waiting ? undefined : keys[0]);
      if (words !== undefined) again(words);
      else if (key !== undefined) go(key);
      else if (waiting) setAwaited(query);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (expanded) setOpen(false);
      else if (event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
    }
  };
  const onBlur = ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
    if (!(relatedTarget instanceof Node && box.current?.contains(relatedTarget))) setOpen(false);
  };
  return (
    <search className="search" ref={box} data-tour="search" onBlur={onBlur}>
      <Search size={16} aria-hidden="true" />
      <input
        id={SEARCH_ID}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={expanded}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `hit-${current}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        value={raw}
        onChange={({ target }) => {
          context.store.setState({ query: target.value });
          setOpen(true);
          setActive(undefined);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {raw === '' ? (
        <kbd className="wide-only">/</kbd>
      ) : (
        <button
          type="button"
          className="clear"
          aria-label={t('search.clear')}
          onClick={() => {
            context.store.setState({ query: '' });
            document.getElementById(SEARCH_ID)?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
      <div className={`pop search-pop${expanded ? '' : ' unseen'}`}>
        <div id={LIST} role="listbox" aria-label={t('search.results')}>
          {recent.length > 0 && expanded && (
            // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
            <div role="group" aria-label={t('search.recent')}>
              <div className="pop-head" aria-hidden="true">
                {t('search.recent')}
              </div>
              {recent.map((words) => {
                const id = `${RECENT} ${words}`;
                return (
                  <Option
                    key={words}
                    id={`hit-${id}`}
                    on={id === current}
                    onPoint={() => setActive(id)}
                    onTake={() => again(words)}
                  >
                    <span className="hit">
                      <History size={15} aria-hidden="true" />
                      <span className="hit-text">{words}</span>
                    </span>
                  </Option>
                );
              })}
            </div>
          )}
          {expanded &&
            groups.map(({ of, hits: members }) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
              <div key={of} role="group" aria-label={classText(of, lang)}>
                <div className="pop-head" aria-hidden="true">
                  {classText(of, lang)}
                </div>
                {members.map((hit) => {
                  const key = keyIn(graph, hit.entity);
                  return (
                    <Option
                      key={key}
                      id={`hit-${key}`}
                      on={key === current}
                      onPoint={() => setActive(key)}
                      onTake={() => go(key)}
                    >
                      <HitLine hit={hit} typed={query} />
                    </Option>
                  );
                })}
              </div>
            ))}
        </div>
        {expanded && query !== '' && (
          <div className="pop-foot" role="status">
            {found.isError ? (
              faultText(t, found.error)
            ) : keys.length > 0 ? (
              <button
                type="button"
                className="link"
                onClick={() => {
                  setOpen(false);
                  dispatch('searched', query);
                  dispatch('openTab', 'results');
                }}
              >
                {t('search.all')}
              </button>
            ) : waiting ? (
              t('search.searching')
            ) : (
              t('search.none', { q: query })
            )}
          </div>
        )}
      </div>
    </search>
  );
}
