import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { entityName } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { nameOf } from '../../state/format.ts';
import { entityAt, entityKey } from '../../state/graph.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { HitLine } from '../search/hit-line.tsx';
import { useFound } from '../search/use-found.ts';
import { Chosen } from './chosen.tsx';
import { Combo } from './combo.tsx';
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
  const { values, set, newEntity } = useForm();
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  const { found, waiting } = useFound(query, datasets.split(','));
  const chosen = values[field];
  const known = chosen === undefined ? undefined : entityAt(graph, chosen);
  const one = useQuery({
    ...queries.entity(chosen ?? ''),
    enabled: chosen !== undefined && known === undefined,
  });
  // A metric belongs to what it measures, and is nobody's party; one that is the same as another is found as that other.
  const parties = (found.data?.hits ?? []).filter(({ entity }) => entity.kind !== 'Metric');
  const firsts = parties.filter(({ entity }) => entity.sameAs === undefined);
  const shown = (firsts.length > 0 ? firsts : parties).slice(0, MOST);
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
        <Chosen
          id={id}
          field={field}
          text={one.data ? nameOf(one.data.entity, lang) : entityName(graph, chosen, lang)}
          leave={t('field.otherEntity', { field: label })}
          onLeave={() => set({ [field]: undefined })}
        />
        <Fault field={field} id={`${id}-fault`} />
      </div>
    );
  return (
    <div className="field">
      {heading}
      <Combo
        id={id}
        field={field}
        label={label}
        needed={needed}
        placeholder={t('example.entity')}
        typed={typed}
        onType={setTyped}
        waiting={waiting}
        offers={[
          ...shown.map((hit) => ({
            key: entityKey(hit.entity),
            line: <HitLine hit={hit} typed={query} />,
          })),
          // A new one is not offered before it is known what there is.
          ...(waiting
            ? []
            : [
                {
                  key: NEW,
                  line: (
                    <span className="hit">
                      <Plus size={16} aria-hidden="true" />
                      <span className="hit-text">{t('field.newEntity', { name: query })}</span>
                    </span>
                  ),
                },
              ]),
        ]}
        onTake={(key) => {
          if (key === NEW) newEntity(field, query);
          else {
            set({ [field]: key });
            setTyped('');
          }
        }}
      />
    </div>
  );
}
