import { useRef } from 'react';
import { type Bar, dayText, windowOf } from '../../state/timeline.ts';
import { useApp, useView } from '../app-context.tsx';

/** Dragging over bars: a window from where it began, or, where a date is set, that date. One drag is one step to undo. */
export function useBrush(bars: readonly Bar[]) {
  const { dispatch, context } = useApp();
  const { time } = useView();
  const from = useRef<number | undefined>(undefined);
  const last = useRef<number | undefined>(undefined);
  const to = (at: number, going: boolean) => {
    const bar = bars[at];
    if (!bar || from.current === undefined || last.current === at) return;
    last.current = at;
    dispatch('setTime', {
      time:
        time.asOf === undefined ? { during: windowOf(bars, from.current, at) } : { asOf: dayText(bar.to) },
      going,
    });
  };
  return {
    start: (at: number) => {
      context.store.setState({ timePlaying: false });
      from.current = at;
      to(at, false);
    },
    move: (at: number) => to(at, true),
    end: () => {
      from.current = undefined;
      last.current = undefined;
    },
  };
}
