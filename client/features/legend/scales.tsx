import './looks.css';
import { gaugeText } from '../../commands/looks.ts';
import { useText } from '../../locales/index.ts';
import { sifted } from '../../state/filters.ts';
import { isNetwork } from '../../state/looks/gauges.ts';
import type { Gauged } from '../../state/looks/look.ts';
import {
  bandOf,
  bandStarts,
  GROUPS,
  groupsOf,
  groupTone,
  LEAST_SIZE,
  sizeOf,
  type Tone,
} from '../../state/looks/scale.ts';
import { likeOf, valueText } from '../../state/looks/words.ts';
import { useAppState, useLang, useView } from '../app-context.tsx';
import { useGauged } from '../use-gauged.ts';

/** Sizes are drawn so much smaller here. */
const SHRUNK = 3.2;

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

/** What the sizes of entities say: the least, the middle and the most of what is shown. */
function Sizes({ of }: { of: Gauged }) {
  const t = useText();
  const lang = useLang();
  const { gauge, levels, scale } = of;
  if (!scale) return null;
  const like = likeOf(levels)?.metric;
  const marks = (['min', 'median', 'max'] as const).filter(
    (mark, index, all) => index === 0 || scale[mark] !== scale[all[index - 1] ?? 'min'],
  );
  return (
    <ul className="scale sizes">
      {marks.map((mark) => (
        <li key={mark}>
          <Disc size={sizeOf(scale, scale[mark]) / SHRUNK} />
          <span>
            {marks.length > 1 && <span className="aside">{t(`scale.${mark}`)} </span>}
            {valueText(gauge, scale[mark], lang, like)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the shades say: from which value on each holds; of communities, their number and how many are in them. */
function Shades({ of }: { of: Gauged }) {
  const t = useText();
  const lang = useLang();
  const { gauge, levels, scale } = of;
  if (!scale) return null;
  if (gauge === 'community') {
    const groups = groupsOf(levels);
    const rest = groups.slice(GROUPS);
    return (
      <ul className="scale">
        {groups.slice(0, GROUPS).map(({ group, size }) => (
          <li key={group}>
            <Disc size={11} tone={groupTone(group)} />
            <span>
              #{group} <span className="aside">{t('scale.entities', { count: size })}</span>
            </span>
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Disc size={11} tone="group-rest" />
            <span>
              {t('scale.rest', { from: GROUPS + 1, to: groups.length })}{' '}
              <span className="aside">
                {t('scale.entities', { count: rest.reduce((sum, { size }) => sum + size, 0) })}
              </span>
            </span>
          </li>
        )}
      </ul>
    );
  }
  const like = likeOf(levels)?.metric;
  const write = (value: number): string => valueText(gauge, value, lang, like);
  const starts = scale.min === scale.max ? [scale.min] : bandStarts(scale);
  return (
    <ul className="scale">
      {starts.map((start, index) => (
        <li key={start}>
          <Disc size={11} tone={scale.min === scale.max ? bandOf(scale, start) : `band-${index + 1}`} />
          <span>
            {starts.length === 1 ? '' : <span className="aside">{t('scale.from')} </span>}
            {write(start)}
          </span>
        </li>
      ))}
      {starts.length > 1 && (
        <li>
          <span>
            <span className="aside">{t('scale.max')}</span> {write(scale.max)}
          </span>
        </li>
      )}
    </ul>
  );
}

function One({ what, of, compact }: { what: 'size' | 'colour'; of: Gauged; compact: boolean }) {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const busy = useAppState((state) => state.gauging === of.gauge);
  const view = useView();
  const { gauge, levels, scale } = of;
  const keys = sifted(graph, view).leftKeys;
  const unknown = isNetwork(gauge) ? 0 : keys.filter((key) => !levels.has(key)).length;
  return (
    <section className={compact ? 'looks-scale compact' : 'looks-scale'} data-testid={`scale-${what}`}>
      <p>
        <span className="aside">{t(`scale.${what}`)}</span>{' '}
        <strong>{gaugeText(gauge, { t, lang }, likeOf(levels))}</strong>
        {busy && <span className="aside"> · {t('gauge.busy')}</span>}
      </p>
      {what === 'size' ? <Sizes of={of} /> : <Shades of={of} />}
      {unknown > 0 && (
        <p className="scale-unknown">
          <Disc size={LEAST_SIZE / SHRUNK} tone="unknown" hollow />{' '}
          {t(compact ? 'scale.unknown.short' : 'scale.unknown', { count: unknown, all: keys.length })}
        </p>
      )}
      {!compact && scale && gauge !== 'community' && (
        <p className="help">{t(scale.log ? 'scale.log' : 'scale.even')}</p>
      )}
    </section>
  );
}

/** The scales of size and colour, where these are not by kind. */
export function Scales({ compact = false }: { compact?: boolean }) {
  const { size, colour } = useGauged();
  return (
    <>
      {size && <One what="size" of={size} compact={compact} />}
      {colour && <One what="colour" of={colour} compact={compact} />}
    </>
  );
}
