import '../../styles/select.css';
import { type PointerEvent, useRef, useState } from 'react';
import { useText } from '../../locales/index.ts';
import type { Point } from '../../state/geometry.ts';
import type { Tool } from '../../state/store.ts';
import { useApp } from '../app-context.tsx';

/** Nearer than this, a pointer has not moved on. */
const STEP = 3;

/** The outline of a box from one corner to the other. */
const boxOf = (a: Point, b: Point): Point[] => [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];

/** Lies over the canvas while a tool is in hand: what is drawn around is selected, with Shift in addition. */
export function Outline({ tool }: { tool: Exclude<Tool, 'hand'> }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const [points, setPoints] = useState<readonly Point[]>([]);
  const drawing = useRef(false);
  const [first] = points;
  const last = points.at(-1);
  const outline = tool === 'box' && first && last ? boxOf(first, last) : points;

  const at = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drawing.current) return;
    const point = at(event);
    setPoints((now) => {
      const before = now.at(-1);
      return before && Math.hypot(point.x - before.x, point.y - before.y) < STEP ? now : [...now, point];
    });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!drawing.current) return;
    drawing.current = false;
    const entities = context.canvas()?.within(outline) ?? [];
    context.store.setState({ tool: 'hand' });
    dispatch('selectThese', { entities, add: event.shiftKey });
  };
  return (
    <>
      <svg
        className="drawn-around"
        data-testid="outline"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          setPoints([at(event)]);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drawing.current = false;
          setPoints([]);
        }}
      >
        <polygon points={outline.map(({ x, y }) => `${x},${y}`).join(' ')} />
      </svg>
      <p className="float drawn-around-help">{t(`select.${tool}.help`)}</p>
    </>
  );
}
