import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../locales/index.ts';
import {
  emptyEntry,
  PARAMETER_TYPES,
  type ParameterEntry,
  type ParameterType,
  parametersOf,
} from '../../state/console/parameters.ts';
import { useConsole, useSession } from './use-console.ts';

const isType = (text: string): text is ParameterType => PARAMETER_TYPES.some((type) => type === text);

const parameterId = (name: string): string => `parameter-${name}`;

/** The parameters that the query names, each with its type and value. */
export function Parameters() {
  const t = useText();
  const session = useSession();
  const names = useConsole((state) => state.names);
  const entries = useConsole((state) => state.entries);
  const tried = useConsole((state) => state.tried);
  const { faults } = parametersOf(names, entries);
  const latest = useRef(faults);
  latest.current = faults;
  useEffect(() => {
    const [first] = Object.keys(latest.current);
    if (tried > 0 && first !== undefined) document.getElementById(parameterId(first))?.focus();
  }, [tried]);
  if (names.length === 0) return null;
  const change = (name: string, entry: ParameterEntry) =>
    session.store.setState((state) => ({ entries: { ...state.entries, [name]: entry } }));
  return (
    <section className="console-parameters" aria-label={t('console.parameters')}>
      <h3>{t('console.parameters')}</h3>
      <ul>
        {names.map((name) => {
          const entry = entries[name] ?? emptyEntry;
          const fault = faults[name];
          // What has not been touched yet is not wrong before it is asked for.
          const told = fault !== undefined && (fault !== 'missing' || tried > 0);
          const label = t('console.parameter.value', { name: `$${name}` });
          return (
            <li key={name} data-parameter={name}>
              <label htmlFor={parameterId(name)}>${name}</label>
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
                  id={parameterId(name)}
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
                  id={parameterId(name)}
                  aria-label={label}
                  aria-invalid={told}
                  {...(told ? { 'aria-describedby': `${parameterId(name)}-fault` } : {})}
                  disabled={entry.type === 'Null'}
                  placeholder={entry.type === 'Null' ? 'null' : t(`console.parameter.like.${entry.type}`)}
                  value={entry.text ?? ''}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={({ target }) => change(name, { ...entry, text: target.value })}
                />
              )}
              {told && (
                <p className="bad" id={`${parameterId(name)}-fault`}>
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
