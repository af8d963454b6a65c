import type { KeyboardEvent, PointerEvent } from 'react';

type Props = {
  label: string;
  value: number;
  least: number;
  most: number;
  /** Which way dragging to the right, or down, goes: 1 widens, -1 narrows. */
  sign: 1 | -1;
  /** Moved up and down: the edge of a panel below. */
  upright?: boolean;
  onChange: (width: number) => void;
};

/** The edge of a panel: dragged with the pointer, or moved with the arrow keys. */
export function Splitter({ label, value, least, most, sign, upright = false, onChange }: Props) {
  const to = (width: number) => onChange(Math.round(Math.min(most, Math.max(least, width))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const along = (at: { clientX: number; clientY: number }) => (upright ? at.clientY : at.clientX);
    const start = along(event);
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => to(value + sign * (along(moved) - start));
    const end = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', end);
      target.removeEventListener('pointercancel', end);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', end);
    target.addEventListener('pointercancel', end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [on, back] = upright ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
    const step = event.key === on ? 16 : event.key === back ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    to(value + sign * step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a movable separator
    <div
      role="separator"
      className={upright ? 'splitter upright' : 'splitter'}
      aria-orientation={upright ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
