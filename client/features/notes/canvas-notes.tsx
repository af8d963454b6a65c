import './notes.css';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../locales/index.ts';
import type { Point } from '../../state/geometry.ts';
import { isPlaced, type Placed } from '../../state/notes.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { NoteBody } from './note-body.tsx';
import { NoteField } from './note-field.tsx';

/** How far an arrow key moves a note, in lengths of the canvas. */
const STEP = 20;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** Where the canvas is looked at from, followed as it is panned and zoomed. */
function useViewport() {
  const { context } = useApp();
  const [viewport, setViewport] = useState({ x: 0, y: 0, zoom: 1 });
  useEffect(() => context.canvas()?.watch(setViewport), [context]);
  return viewport;
}

function CanvasNote({ note, zoom, at }: { note: Placed; zoom: number; at: Point }) {
  const { dispatch } = useApp();
  const t = useText();
  const [editing, setEditing] = useState(false);
  const [by, setBy] = useState<Point>();
  const from = useRef<Point>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button, textarea')))
      return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, y: event.clientY };
  };
  const moved = (event: PointerEvent): Point | undefined =>
    from.current && { x: event.clientX - from.current.x, y: event.clientY - from.current.y };
  const onPointerUp = (event: PointerEvent) => {
    const way = moved(event);
    from.current = undefined;
    setBy(undefined);
    if (way && Math.hypot(way.x, way.y) > 3)
      dispatch('moveNote', { id: note.id, on: { x: note.on.x + way.x / zoom, y: note.on.y + way.y / zoom } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const step = ARROWS[event.key];
    if (step) dispatch('moveNote', { id: note.id, on: { x: note.on.x + step.x, y: note.on.y + step.y } });
    else if (event.key === 'Enter') setEditing(true);
    else if (event.key === 'Delete') dispatch('removeNote', note.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      className="canvas-note"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: moved, edited and removed by keys
      tabIndex={0}
      aria-label={note.text}
      aria-description={t('note.keys')}
      data-note={note.id}
      style={{ left: at.x + (by?.x ?? 0), top: at.y + (by?.y ?? 0) }}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => setBy(moved(event))}
      onPointerUp={onPointerUp}
      onKeyDown={onKeyDown}
      onDoubleClick={() => setEditing(true)}
    >
      <NoteBody note={note} editing={editing} onEditing={setEditing} />
    </li>
  );
}

/** The notes that lie on the canvas, where they were put, and the one being written. */
export function CanvasNotes() {
  const { dispatch, context } = useApp();
  const t = useText();
  const { notes } = useView();
  const draft = useAppState((state) => state.draft);
  const { x, y, zoom } = useViewport();
  const spot = (on: Point): Point => ({ x: x + on.x * zoom, y: y + on.y * zoom });
  return (
    <ul className="canvas-notes" aria-label={t('note.title')}>
      {notes.filter(isPlaced).map((note) => (
        <CanvasNote key={note.id} note={note} zoom={zoom} at={spot(note.on)} />
      ))}
      {draft && (
        <li className="canvas-note" style={{ left: spot(draft).x, top: spot(draft).y }}>
          <NoteField
            text=""
            onDone={(text) => {
              if (text) dispatch('addNote', { text, on: draft });
              else context.store.setState({ draft: undefined });
              context.canvas()?.focus();
            }}
          />
        </li>
      )}
    </ul>
  );
}
