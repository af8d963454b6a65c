import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { limitText } from '../../commands/console-told.ts';
import { useText } from '../../locales/index.ts';
import { inUnits, LIMITS, type LimitName, limitIn } from '../../state/console/limits.ts';
import { useAbout, useConsole, useSession } from './use-console.ts';

function LimitField({ name }: { name: LimitName }) {
  const t = useText();
  const session = useSession();
  const served = useAbout()?.limits[name];
  const [text, setText] = useState(() => {
    const limit = session.store.getState().limits[name];
    return limit === undefined ? '' : String(inUnits(name, limit));
  });
  const wanted = useConsole(({ limitsOpen }) => limitsOpen === name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wanted) field.current?.select();
  }, [wanted]);
  const id = useId();
  const read = (typed: string) => limitIn(name, typed, served?.max ?? Number.MAX_SAFE_INTEGER);
  const { limit, fault } = read(text);
  const used = limit ?? served?.default;
  return (
    <div className={fault ? 'limit wrong' : 'limit'}>
      <label htmlFor={id}>{t(`console.limit.${name}`)}</label>
      <input
        ref={field}
        id={id}
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-said`}
        placeholder={served && String(inUnits(name, served.default))}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          session.store.setState((state) => ({
            limits: { ...state.limits, [name]: read(target.value).limit },
          }));
        }}
        data-testid={`limit-${name}`}
      />
      <small id={`${id}-said`} className={fault ? 'bad' : undefined}>
        {fault && used !== undefined ? (
          <>
            <TriangleAlert size={12} aria-hidden="true" />{' '}
            {t(`console.limit.fault.${fault}`, { used: limitText(t, name, used) })}
          </>
        ) : (
          served && t('console.limit.most', { most: limitText(t, name, served.max) })
        )}
      </small>
    </div>
  );
}

/** How far a query may go, within what the server allows. An empty field is the server's own measure. */
export function LimitFields() {
  const t = useText();
  return (
    <fieldset className="console-limits">
      <legend className="unseen">{t('console.limits')}</legend>
      {LIMITS.map((name) => (
        <LimitField key={name} name={name} />
      ))}
    </fieldset>
  );
}
