import type { Point } from '../../state/geometry.ts';

type Hands = {
  nodeAt(point: Point): string | undefined;
  pan(by: Point): void;
  zoom(at: Point, factor: number): void;
  drag(key: string, by: Point): void;
  dropped(key: string): void;
  tap(at: Point, more: boolean): void;
  open(at: Point): void;
  box(a: Point, b: Point): void;
};

/** Less than this is a press, not a drag. */
const SLACK = 4;

/** Turns what pointers do on a canvas into panning, zooming, dragging, boxes and presses. Gives how to stop. */
export function listenTo(sheet: HTMLElement, hands: Hands): () => void {
  const off = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    heard: (event: HTMLElementEventMap[Name]) => void,
    passive = true,
  ) => sheet.addEventListener(name, heard, { signal: off.signal, passive });
  const place = (event: MouseEvent): Point => {
    const box = sheet.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const fingers = new Map<number, Point>();
  let start: { at: Point; key: string | undefined; boxed: boolean; moved: boolean } | undefined;

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    sheet.setPointerCapture(event.pointerId);
    const at = place(event);
    fingers.set(event.pointerId, at);
    if (fingers.size > 1) {
      // A second finger: from now on they move what is looked at, and nothing that happens to lie under them.
      if (start?.moved && start.key !== undefined) hands.dropped(start.key);
      start = { at, key: undefined, boxed: false, moved: true };
      return;
    }
    const key = event.shiftKey ? undefined : hands.nodeAt(at);
    start = { at, key, boxed: event.shiftKey, moved: false };
  });
  on('pointermove', (event) => {
    const at = place(event);
    const before = fingers.get(event.pointerId);
    if (!before || !start) {
      sheet.style.cursor = hands.nodeAt(at) === undefined ? '' : 'pointer';
      return;
    }
    if (!start.moved && Math.hypot(at.x - start.at.x, at.y - start.at.y) < SLACK) return;
    start.moved = true;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, at);
    const by = { x: at.x - before.x, y: at.y - before.y };
    if (other) {
      // Of what lies between them each finger moves half.
      hands.pan({ x: by.x / 2, y: by.y / 2 });
      const [now, then] = [at, before].map(({ x, y }) => Math.hypot(x - other.x, y - other.y));
      if (now && then) hands.zoom({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, now / then);
    } else if (start.key !== undefined) hands.drag(start.key, by);
    else if (!start.boxed) hands.pan(by);
  });
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (!start || fingers.size > 0) return;
    const { at, key, boxed, moved } = start;
    start = undefined;
    if (event.type === 'pointercancel') return;
    if (!moved) hands.tap(at, event.shiftKey || event.ctrlKey || event.metaKey);
    else if (boxed) hands.box(at, place(event));
    else if (key !== undefined) hands.dropped(key);
  };
  on('pointerup', up);
  on('pointercancel', up);
  on('dblclick', (event) => hands.open(place(event)));
  on(
    'wheel',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      hands.zoom(place(event), 1.0016 ** -event.deltaY);
    },
    false,
  );
  // Cytoscape lies underneath, empty, and listens on the element around both.
  for (const name of ['mousedown', 'touchstart'] as const) on(name, (event) => event.stopPropagation());
  return () => off.abort();
}
