import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useText } from '../../locales/index.ts';
import {
  entryFor,
  PARAMETER_TYPES,
  type ParameterEntry,
  type ParameterType,
  parametersOf,
} from '../../state/console/parameters.ts';
import { useConsole, useSession } from './use-console.ts';

const isType = (text: string): text is ParameterType => PARAMETER_TYPES.some((type) => type === text);

/** The parameters that the query names, each with its type and value. */
export function Parameters() {
  const t = useText();
  const session = useSession();
  const names = useConsole((state) => state.names);
  const entries = useConsole((state) => state.entries);
  const tried = useConsole((state) => state.tried);
  const { faults } = parametersOf(names, entries);
  // By number: a name may be anything, and ids of elements may not.
  const prefix = useId();
  const first = names.findIndex((name) => faults.has(name));
  const latest = useRef(first);
  latest.current = first;
  useEffect(() => {
    if (tried === 0) return;
    const field = document.getElementById(`${prefix}-${latest.current}`);
    field?.focus();
    // With what is wrong with it, which stands below.
    field?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, [tried, prefix]);
  if (names.length === 0) return null;
  const change = (name: string, entry: ParameterEntry) =>
    session.store.setState((state) => ({ entries: { ...state.entries, [name]: entry } }));
  return (
    <section className="console-parameters" aria-label={t('console.parameters')}>
      <h3>{t('console.parameters')}</h3>
      <ul>
        {names.map((name, at) => {
          const id = `${prefix}-${at}`;
          const entry = entryFor(entries, name);
          const fault = faults.get(name);
          // What has not been touched yet is not wrong before it is asked for.
          const told = fault !== undefined && (fault !== 'missing' || tried > 0);
          const label = t('console.parameter.value', { name: `$${name}` });
          return (
            <li key={name} data-parameter={name}>
              <label htmlFor={id}>${name}</label>
              <select
                aria-label={t('console.parameter.type', { name: `$${name}` })}
                value={entry.type}
                onChange={({ target }) =>
                  isType(target.value) && change(name, { ...entry, type: target.value })
                }
              >
                {PARAMETER_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {type}
                  </option>
                ))}
              </select>
              {entry.type === 'Boolean' ? (
                <select
                  id={id}
                  aria-label={label}
                  value={entry.text ?? ''}
                  onChange={({ target }) => change(name, { ...entry, text: target.value })}
                >
                  <option value="" disabled>
                    –
                  </option>
                  <option value="true">true</option>
                  <option value="false">false</option>
                </select>
              ) : (
                <input
                  id={id}
                  aria-label={label}
                  aria-invalid={told}
                  {...(told ? { 'aria-describedby': `${id}-fault` } : {})}
                  disabled={entry.type === 'Null'}
                  placeholder={entry.type === 'Null' ? 'null' : t(`console.parameter.like.${entry.type}`)}
                  value={entry.text ?? ''}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={({ target }) => change(name, { ...entry, text: target.value })}
                />
              )}
              {told && (
                <p className="bad" id={`${id}-fault`}>
                  <TriangleAlert size={13} aria-hidden="true" /> {t(`console.parameter.fault.${fault}`)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
