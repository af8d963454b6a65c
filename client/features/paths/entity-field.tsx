import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { entityName } from '../../commands/names.ts';
import { KindIcon } from '../../components/kind-icon.tsx';
import { Option } from '../../components/option.tsx';
import { useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import { entityAt, keyIn, merged } from '../../state/graph.ts';
import { stepThrough } from '../../state/navigate.ts';
import { joined } from '../../state/search.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { HitLine } from '../search/hit-line.tsx';
import { useFound } from '../search/use-found.ts';

const MOST = 8;

type Props = {
  id: string;
  label: string;
  /** The key of the entity that it holds. */
  value: string | undefined;
  onChoose: (key: string | undefined) => void;
};

/** A field that holds an entity: found by name, alias or pinyin while typing. */
export function EntityField({ id, label, value, onChoose }: Props) {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const list = useId();
  const { datasets } = useView();
  const graph = useAppState((state) => state.graph);
  const name = value === undefined ? '' : entityName(graph, value, lang);
  /** What is being typed; undefined while the field says what it holds. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState<string>();
  const query = (typed ?? '').trim();
  const { found, waiting: asking } = useFound(query, datasets);
  const hits = query === '' ? [] : joined(graph, found.data?.hits ?? []).slice(0, MOST);
  const keys = hits.map((hit) => keyIn(graph, hit.entity));
  const open = query !== '';
  const waiting = open && asking;
  const current = active !== undefined && keys.includes(active) ? active : waiting ? undefined : keys[0];
  const entity = value === undefined ? undefined : entityAt(graph, value);

  const take = (key: string | undefined) => {
    setTyped(undefined);
    setActive(undefined);
    const hit = hits.find((one) => keyIn(graph, one.entity) === key);
    // Known by name from now on, whether it comes to the canvas or not.
    if (hit) context.store.setState((state) => ({ graph: merged(state.graph, { entities: [hit.entity] }) }));
    if (key !== value) onChoose(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive(stepThrough(keys, current, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (current !== undefined) take(current);
    } else if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <div className="entity-field">
      <label htmlFor={id}>{label}</label>
      <div className="entity-box">
        {entity && typed === undefined && <KindIcon of={nodeClass(entity)} />}
        <input
          id={id}
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && current !== undefined ? `${list} ${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('paths.find')}
          value={typed ?? name}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(undefined);
          }}
          onFocus={({ target }) => target.select()}
          onKeyDown={onKeyDown}
          onBlur={() => setTyped(undefined)}
        />
        {value !== undefined && typed === undefined && (
          <button
            type="button"
            className="clear"
            aria-label={t('paths.clear', { subject: name })}
            onClick={() => {
              take(undefined);
              document.getElementById(id)?.focus();
            }}
          >
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      <div className={open ? 'pop entity-pop' : 'unseen'}>
        <div id={list} role="listbox" aria-label={label}>
          {open &&
            hits.map((hit) => {
              const key = keyIn(graph, hit.entity);
              return (
                <Option
                  key={key}
                  id={`${list} ${key}`}
                  on={key === current}
                  onPoint={() => setActive(key)}
                  onTake={() => take(key)}
                >
                  <HitLine hit={hit} typed={query} />
                </Option>
              );
            })}
        </div>
        {open && hits.length === 0 && (
          <div className="pop-foot" role="status">
            {found.isError
              ? faultText(t, found.error)
              : waiting
                ? t('search.searching')
                : t('search.none', { q: query })}
          </div>
        )}
      </div>
    </div>
  );
}
