import { type PointerEvent, useRef } from 'react';
import { useText } from '../../locales/index.ts';
import { type Bar, barsIn, changesIn, type Dated, type Histogram, spanOf } from '../../state/timeline.ts';
import { useApp, useView } from '../app-context.tsx';
import { Sliders } from './sliders.tsx';
import { useBrush } from './use-brush.ts';

const HIGH = 100;

/** So many dates stand under the bars, so that they do not run into each other. */
const TICKS = 8;
function ticksOf(bars: readonly Bar[]): { at: number; text: string }[] {
  const every = Math.max(1, Math.ceil(bars.length / TICKS));
  return bars.flatMap(({ name }, index) =>
    index % every === 0 && index + every / 2 <= bars.length ? [{ at: index / bars.length, text: name }] : [],
  );
}

/** How many loops are open at the end of each bar, as a line. */
function openLine(bars: readonly Bar[], dated: readonly Dated[]): { path: string; most: number } {
  const counts = bars.map(({ to }) => changesIn(dated, { from: to, to }).open.length);
  const most = Math.max(0, ...counts);
  if (most === 0) return { path: '', most };
  const y = (count: number) => HIGH - 3 - (count / most) * (HIGH - 8);
  return {
    path: counts.map((count, at) => `${at === 0 ? 'M' : 'L'}${at} ${y(count)}H${at + 1}`).join(''),
    most,
  };
}

/** The bars, with the window on them, which is drawn by dragging. For those who do not see it, the sliders below say the same. */
export function Chart({ histogram, dated }: { histogram: Histogram; dated: readonly Dated[] }) {
  const t = useText();
  const { dispatch } = useApp();
  const { time, filters } = useView();
  const { bars, undated } = histogram;
  const box = useRef<HTMLDivElement>(null);
  const brush = useBrush(bars);
  const most = Math.max(1, ...bars.map(({ sure, spread }) => sure + spread));
  const inside = barsIn(
    bars,
    time.asOf === undefined
      ? spanOf(time.during)
      : { from: Number.NEGATIVE_INFINITY, to: spanOf(time.asOf)?.to ?? 0 },
  );
  const facet = `${time.by}:undated` as const;
  const hidden = filters.muted[facet] === 'hide';
  const at = (event: PointerEvent): number => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length)));
  };
  const line = openLine(bars, dated);
  const state = t(hidden ? 'timeline.undated.hidden' : 'timeline.undated.shown');
  return (
    <div className="timeline-chart">
      {undated > 0 && (
        <button
          type="button"
          className={`timeline-undated${hidden ? ' out' : ''}`}
          aria-pressed={!hidden}
          aria-label={t('timeline.undatedOf', { n: undated, state })}
          title={t('timeline.undatedOf', { n: undated, state })}
          onClick={() => dispatch('filterFacets', { facets: [facet], hide: !hidden })}
        >
          {/* Beyond the others it would make them flat: it is cut, and its number stands below. */}
          <span
            className={`bar${undated > most ? ' cut' : ''}`}
            style={{ height: `${Math.min(1, undated / most) * 100}%` }}
            aria-hidden="true"
          />
          <span className="tick">
            {t('timeline.undated')} <b>{undated}</b>
          </span>
        </button>
      )}
      <div className="timeline-axis">
        <div
          ref={box}
          className="timeline-bars"
          onPointerDown={(event) => {
            if (event.button !== 0 || bars.length === 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            brush.start(at(event));
          }}
          onPointerMove={(event) => brush.move(at(event))}
          onPointerUp={brush.end}
          onPointerCancel={brush.end}
          data-testid="timeline-bars"
        >
          <svg
            viewBox={`0 0 ${Math.max(1, bars.length)} ${HIGH}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={t('timeline.chart')}
          >
            {bars.map(({ name, sure, spread }, index) => {
              const [solid, light] = [(sure / most) * (HIGH - 4), (spread / most) * (HIGH - 4)];
              return (
                <g key={name} className={inside[index] ? 'bar in' : 'bar'} data-bar={name}>
                  <title>
                    {spread > 0
                      ? t('timeline.bar.spread', {
                          when: name,
                          n: sure,
                          spread: Math.round(spread * 10) / 10,
                        })
                      : t('timeline.bar', { when: name, n: sure })}
                  </title>
                  <rect className="reach" x={index} y={0} width={1} height={HIGH} />
                  <rect
                    className="light"
                    x={index + 0.12}
                    y={HIGH - solid - light}
                    width={0.76}
                    height={light}
                  />
                  <rect className="solid" x={index + 0.12} y={HIGH - solid} width={0.76} height={solid} />
                </g>
              );
            })}
            <path className="open" d={line.path} vectorEffect="non-scaling-stroke" />
          </svg>
        </div>
        <div className="timeline-ticks" aria-hidden="true">
          {ticksOf(bars).map(({ at: left, text }) => (
            <span key={text} className="tick" style={{ left: `${left * 100}%` }}>
              {text}
            </span>
          ))}
        </div>
        <Sliders bars={bars} />
      </div>
    </div>
  );
}
