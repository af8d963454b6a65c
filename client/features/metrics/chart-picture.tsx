import { useText } from '../../locales/index.ts';
import { when } from '../../state/format.ts';
import type { Chart, Mark } from '../../state/looks/charts.ts';
import { GROUPS, groupTone } from '../../state/looks/scale.ts';
import { valueText } from '../../state/looks/words.ts';
import { useLang } from '../app-context.tsx';

const [WIDE, HIGH] = [300, 150];
const EDGE = { left: 8, right: 8, top: 26, bottom: 20 };
/** So many periods are written below. */
const TICKS = 4;
const SIZE = 5;

const colourOf = (entity: number): string => `var(--tone-${groupTone((entity % GROUPS) + 1)})`;

/** A mark of its own for each entity, so that colour is not all that tells them apart; hollow where nobody has reported the figure. */
export function Shape({ entity, reported }: { entity: number; reported: boolean }) {
  const paint = {
    fill: reported ? colourOf(entity) : 'var(--panel)',
    stroke: colourOf(entity),
    strokeWidth: 1.8,
    strokeDasharray: reported ? undefined : '2 1.4',
  };
  const s = SIZE;
  switch (entity % 5) {
    case 0:
      return <circle r={s - 0.5} {...paint} />;
    case 1:
      return <rect x={-s + 1} y={-s + 1} width={2 * s - 2} height={2 * s - 2} {...paint} />;
    case 2:
      return <path d={`M0 ${-s}L${s} ${s - 1}H${-s}Z`} {...paint} />;
    case 3:
      return <path d={`M0 ${-s - 1}L${s + 1} 0 0 ${s + 1} ${-s - 1} 0Z`} {...paint} />;
    default:
      return <path d={`M0 ${s}L${s} ${-s + 1}H${-s}Z`} {...paint} />;
  }
}

type Props = {
  chart: Chart;
  label: string;
  describe: (mark: Mark) => string;
  onOpen: (mark: Mark) => void;
};

/**
 * The picture of one series. Its table says the same, and is what is walked by keyboard: here a mark opens its claim by the pointer.
 */
export function ChartPicture({ chart, label, describe, onOpen }: Props) {
  const t = useText();
  const lang = useLang();
  const { slots, marks, joins, low, high } = chart;
  const like = marks[0]?.observation.metric;
  const span = high - low || 1;
  const step = (WIDE - EDGE.left - EDGE.right) / slots.length;
  const y = (value: number): number =>
    HIGH - EDGE.bottom - ((value - low) / span) * (HIGH - EDGE.top - EDGE.bottom);
  /** Of several in one slot each stands a little aside. */
  const x = (mark: Mark): number => {
    const together = marks.filter(({ slot }) => slot === mark.slot);
    const aside = Math.min(14, step / (together.length + 1));
    return (
      EDGE.left + step * (mark.slot + 0.5) + (together.indexOf(mark) - (together.length - 1) / 2) * aside
    );
  };
  const every = Math.max(1, Math.ceil(slots.length / TICKS));
  const rule = (value: number) => (
    <g key={value}>
      <path className="rule" d={`M${EDGE.left} ${y(value)}H${WIDE - EDGE.right}`} />
      <text x={EDGE.left} y={y(value) - 8}>
        {valueText(`metric:${chart.series}`, value, lang, like)}
      </text>
    </g>
  );
  return (
    <svg className="chart-picture" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
      {[...new Set([low, high, 0])].map(rule)}
      {slots.map(({ period, empty }, slot) => {
        const at = EDGE.left + step * (slot + 0.5);
        const edge =
          slot === 0 && slots.length > 2
            ? 'start'
            : slot === slots.length - 1 && slots.length > 2
              ? 'end'
              : 'middle';
        return (
          <g key={period ?? ''}>
            {empty && (
              <rect
                className="gap"
                x={EDGE.left + step * slot + 1}
                y={EDGE.top}
                width={Math.max(1, step - 2)}
                height={HIGH - EDGE.top - EDGE.bottom}
              >
                <title>{t('chart.gap', { period: period ?? '' })}</title>
              </rect>
            )}
            {slot % every === 0 && (
              <text
                className="tick"
                x={edge === 'start' ? EDGE.left : edge === 'end' ? WIDE - EDGE.right : at}
                y={HIGH - 5}
                textAnchor={edge}
              >
                {period === undefined ? t('chart.undated') : when(period, lang)}
              </text>
            )}
          </g>
        );
      })}
      {joins.map(({ from, to }) => (
        <path
          key={`${from.slot} ${from.entity}`}
          className="join"
          d={`M${x(from)} ${y(from.value ?? 0)}L${x(to)} ${y(to.value ?? 0)}`}
          stroke={colourOf(from.entity)}
          strokeDasharray={from.reported && to.reported ? undefined : '4 3'}
        />
      ))}
      {marks.map((mark) => {
        const { value, min, max, observation, entity, reported } = mark;
        const [lower, upper] = [min ?? low, max ?? high];
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table below has a button for each
          <g
            key={observation.claim.id}
            className="mark"
            data-claim={observation.claim.id}
            onClick={() => onOpen(mark)}
          >
            <title>{describe(mark)}</title>
            {value === undefined && (
              <path
                className="reach"
                d={`M${x(mark)} ${y(lower)}V${y(upper)}`}
                stroke={colourOf(entity)}
                strokeDasharray={min === undefined || max === undefined ? '2 3' : undefined}
              />
            )}
            {(value === undefined ? [min, max] : [value]).map(
              (at) =>
                at !== undefined && (
                  <g key={at} transform={`translate(${x(mark)} ${y(at)})`}>
                    <circle r="11" fill="transparent" />
                    <Shape entity={entity} reported={reported} />
                  </g>
                ),
            )}
          </g>
        );
      })}
    </svg>
  );
}
