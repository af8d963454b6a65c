import { useText } from '../../locales/index.ts';
import { when } from '../../state/format.ts';
import { type Bar, dayText, spanOf, windowOf } from '../../state/timeline.ts';
import { useApp, useLang, useView } from '../app-context.tsx';

/** The bar that a day is in; the last before it where it is in none. */
const barOf = (bars: readonly Bar[], day: number): number =>
  Math.max(
    0,
    bars.findLastIndex(({ from }) => from <= day),
  );

/** The date, or both ends of the window, by keyboard and touch: each says the date that it stands at. */
export function Sliders({ bars }: { bars: readonly Bar[] }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { asOf, during } = useView().time;
  const day = spanOf(asOf);
  const span = spanOf(during);
  if (bars.length === 0 || (!day && !span)) return null;
  const slider = (label: string, value: number, text: string, onMove: (at: number) => void) => (
    <input
      type="range"
      min={0}
      max={bars.length - 1}
      value={value}
      aria-label={label}
      aria-valuetext={text}
      onChange={({ target }) => onMove(Number(target.value))}
    />
  );
  if (day)
    return (
      <div className="timeline-sliders">
        {slider(t('timeline.asOf'), barOf(bars, day.to), when(asOf ?? '', lang), (at) => {
          const bar = bars[at];
          if (bar) dispatch('setTime', { time: { asOf: dayText(bar.to) }, going: true });
        })}
      </div>
    );
  const [first, last] = [barOf(bars, span?.from ?? 0), barOf(bars, span?.to ?? 0)];
  const set = (a: number, b: number) =>
    dispatch('setTime', { time: { during: windowOf(bars, a, b) }, going: true });
  return (
    <div className="timeline-sliders two">
      {slider(t('timeline.from'), first, bars[first]?.name ?? '', (at) => set(Math.min(at, last), last))}
      {slider(t('timeline.to'), last, bars[last]?.name ?? '', (at) => set(first, Math.max(at, first)))}
    </div>
  );
}
