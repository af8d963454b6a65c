import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { entityName } from '../../commands/names.ts';
import { Button } from '../../components/button.tsx';
import { Option } from '../../components/option.tsx';
import { useText } from '../../locales/index.ts';
import { nameOf } from '../../state/format.ts';
import { entityAt, entityKey } from '../../state/graph.ts';
import { stepThrough } from '../../state/navigate.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { HitLine } from '../search/hit-line.tsx';
import { useFound } from '../search/use-found.ts';
import { Fault } from './fault.tsx';
import { useForm } from './form.ts';

const MOST = 8;
/** Stands for the last line of the list. No key of an entity is like it. */
const NEW = 'new';

/** An entity of whatever dataset, found by its name; or a new one. */
export function EntityPicker({ field, label, needed }: { field: string; label: string; needed: boolean }) {
  const { queries } = useApp();
  const t = useText();
  const lang = useLang();
  const id = useId();
  const graph = useAppState((state) => state.graph);
  const datasets = useAppState(({ served }) => served.map((dataset) => dataset.id).join());
  const { values, set, faults, newEntity } = useForm();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const query = typed.trim();
  const { found, waiting } = useFound(query, datasets.split(','));
  const chosen = values[field];
  const known = chosen === undefined ? undefined : entityAt(graph, chosen);
  const one = useQuery({
    ...queries.entity(chosen ?? ''),
    enabled: chosen !== undefined && known === undefined,
  });
  const wrong = faults.some((fault) => fault.field === field);
  // A metric belongs to what it measures, and is nobody's party; one that is the same as another is found as that other.
  const parties = (found.data?.hits ?? []).filter(({ entity }) => entity.kind !== 'Metric');
  const firsts = parties.filter(({ entity }) => entity.sameAs === undefined);
  const shown = (firsts.length > 0 ? firsts : parties).slice(0, MOST);
  // A new one is not offered before it is known what there is.
  const keys = [...shown.map(({ entity }) => entityKey(entity)), ...(waiting ? [] : [NEW])];
  const current = active !== undefined && keys.includes(active) ? active : undefined;
  const take = (key: string) => {
    setOpen(false);
    if (key === NEW) newEntity(field, query);
    else {
      set({ [field]: key });
      setTyped('');
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive(stepThrough(keys, current, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && expanded) {
      event.preventDefault();
      const key = current ?? (waiting ? undefined : keys[0]);
      if (key !== undefined) take(key);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const expanded = open && query !== '' && (!waiting || shown.length > 0);
  const heading = (
    <label htmlFor={id}>
      {label}
      {needed && <span className="needed"> {t('field.needed')}</span>}
    </label>
  );
  if (chosen !== undefined && chosen !== '')
    return (
      <div className="field">
        {heading}
        <span className="chosen" id={id} data-field={field} tabIndex={-1}>
          <span>{one.data ? nameOf(one.data.entity, lang) : entityName(graph, chosen, lang)}</span>
          <Button
            small
            icon={X}
            label={t('field.otherEntity', { field: label })}
            onClick={() => set({ [field]: undefined })}
          />
        </span>
        <Fault field={field} id={`${id}-fault`} />
      </div>
    );
  return (
    <div className="field">
      {heading}
      <input
        id={id}
        type="text"
        role="combobox"
        data-field={field}
        aria-expanded={expanded}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${id}-${current}`}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-fault` : undefined}
        aria-required={needed || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('example.entity')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
          setActive(undefined);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        className={`pop picker-pop${expanded ? '' : ' unseen'}`}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
      >
        {expanded &&
          shown.map((hit) => {
            const key = entityKey(hit.entity);
            return (
              <Option key={key} id={`${id}-${key}`} on={key === current} onTake={() => take(key)}>
                <HitLine hit={hit} typed={query} />
              </Option>
            );
          })}
        {expanded && !waiting && (
          <Option id={`${id}-${NEW}`} on={current === NEW} onTake={() => take(NEW)}>
            <span className="hit">
              <Plus size={16} aria-hidden="true" />
              <span className="hit-text">{t('field.newEntity', { name: query })}</span>
            </span>
          </Option>
        )}
      </div>
      <Fault field={field} id={`${id}-fault`} />
    </div>
  );
}
