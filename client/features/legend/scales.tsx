import './looks.css';
import { type ScaleEntry, type ScaleTold, scalesOf } from '../../commands/scales.ts';
import { useText } from '../../locales/index.ts';
import { sifted } from '../../state/filters.ts';
import { LEAST_SIZE, type Tone } from '../../state/looks/scale.ts';
import { useAppState, useLang, useView } from '../app-context.tsx';
import { useGauged } from '../use-gauged.ts';

/** Sizes are drawn so much smaller here. */
const SHRUNK = 3.2;
/** Where size says nothing. */
const DOT = 11;

function Disc({ size, tone, hollow = false }: { size: number; tone?: Tone; hollow?: boolean }) {
  const side = Math.max(12, size + 3);
  const colour = `var(--${tone ? `tone-${tone}` : 'ink2'})`;
  return (
    <svg width={side} height={side} aria-hidden="true">
      <circle
        cx={side / 2}
        cy={side / 2}
        r={size / 2}
        fill={hollow ? 'var(--panel)' : colour}
        stroke={colour}
        strokeWidth="1.6"
        strokeDasharray={hollow ? '2 2' : undefined}
      />
    </svg>
  );
}

function Entry({ of }: { of: ScaleEntry }) {
  const { size, tone, before, text, after } = of;
  return (
    <li>
      {(size !== undefined || tone) && (
        <Disc size={size === undefined ? DOT : size / SHRUNK} {...(tone ? { tone } : {})} />
      )}
      <span>
        {before !== undefined && <span className="aside">{before} </span>}
        {text}
        {after !== undefined && <span className="aside"> {after}</span>}
      </span>
    </li>
  );
}

function One({ of, busy, compact }: { of: ScaleTold; busy: boolean; compact: boolean }) {
  const t = useText();
  const { what, title, entries, unknown, log } = of;
  return (
    <section className={compact ? 'looks-scale compact' : 'looks-scale'} data-testid={`scale-${what}`}>
      <p>
        <span className="aside">{t(`scale.${what}`)}</span> <strong>{title}</strong>
        {busy && <span className="aside"> · {t('gauge.busy')}</span>}
      </p>
      {entries.length > 0 && (
        <ul className={what === 'size' ? 'scale sizes' : 'scale'}>
          {entries.map((entry) => (
            <Entry key={entry.key} of={entry} />
          ))}
        </ul>
      )}
      {unknown && (
        <p className="scale-unknown">
          <Disc size={LEAST_SIZE / SHRUNK} tone="unknown" hollow />{' '}
          {t(compact ? 'scale.unknown.short' : 'scale.unknown', unknown)}
        </p>
      )}
      {!compact && log !== undefined && <p className="help">{t(log ? 'scale.log' : 'scale.even')}</p>}
    </section>
  );
}

/** The scales of size and colour, where these are not by kind. */
export function Scales({ compact = false }: { compact?: boolean }) {
  const t = useText();
  const lang = useLang();
  const gauged = useGauged();
  const graph = useAppState((state) => state.graph);
  const busy = useAppState((state) => state.gauging);
  const view = useView();
  const keys = sifted(graph, view).leftKeys;
  return scalesOf(gauged, keys, { t, lang }).map((told) => (
    <One key={told.what} of={told} busy={busy === gauged[told.what]?.gauge} compact={compact} />
  ));
}
