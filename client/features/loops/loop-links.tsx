import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { Loop } from '../../state/loops.ts';
import { useApp } from '../app-context.tsx';
import { LegLine } from './leg-line.tsx';

const AT_ONCE = 12;

/** Loops to go to: a dozen at a time, as whoever is at the centre is in hundreds. */
export function LoopLinks({ loops, most: first = AT_ONCE }: { loops: readonly Loop[]; most?: number }) {
  const { dispatch } = useApp();
  const t = useText();
  const [most, setMost] = useState(first);
  const left = loops.length - most;
  return (
    <ul className="loop-links-list">
      {loops.slice(0, most).map((loop) => (
        <li key={loop.id}>
          <button
            type="button"
            className="claim-line"
            onClick={() => dispatch('open', { kind: 'loop', id: loop.id })}
          >
            <LegLine loop={loop} />
          </button>
        </li>
      ))}
      {left > 0 && (
        <li>
          <Button
            small
            look="outline"
            text={t('loops.more', { count: Math.min(left, AT_ONCE), n: left })}
            onClick={() => setMost(most + AT_ONCE)}
          />
        </li>
      )}
    </ul>
  );
}
