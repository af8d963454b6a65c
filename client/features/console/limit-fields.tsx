import { useText } from '../../locales/index.ts';
import { LIMITS, type Limits } from '../../state/console/store.ts';
import { useAbout, useConsole, useSession } from './use-console.ts';

/** In what a limit is put in: how many of ours make one of the reader's. */
const UNIT: Record<keyof Limits, number> = { timeoutMs: 1000, maxRows: 1, maxBytes: 1024 * 1024 };

/** How far a query may go, within what the server allows. An empty field is the server's own measure. */
export function LimitFields() {
  const t = useText();
  const session = useSession();
  const about = useAbout();
  const limits = useConsole((state) => state.limits);
  const change = (name: keyof Limits, text: string) => {
    const most = about?.limits[name].max ?? Number.MAX_SAFE_INTEGER;
    const value = Math.round(Number(text) * UNIT[name]);
    const limit = text.trim() === '' || !(value > 0) ? undefined : Math.min(value, most);
    session.store.setState((state) => ({ limits: { ...state.limits, [name]: limit } }));
  };
  return (
    <fieldset className="console-limits">
      <legend className="unseen">{t('console.limits')}</legend>
      {LIMITS.map((name) => {
        const served = about?.limits[name];
        const shown = (value: number | undefined) => (value === undefined ? '' : String(value / UNIT[name]));
        return (
          <label key={name}>
            <span>{t(`console.limit.${name}`)}</span>
            <input
              type="number"
              min={name === 'maxBytes' ? 0.01 : 1}
              step="any"
              {...(served ? { max: served.max / UNIT[name] } : {})}
              placeholder={shown(served?.default)}
              value={shown(limits[name])}
              onChange={({ target }) => change(name, target.value)}
              data-testid={`limit-${name}`}
            />
            {served && (
              <small>
                {t('console.limit.most', { most: (served.max / UNIT[name]).toLocaleString('en') })}
              </small>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
