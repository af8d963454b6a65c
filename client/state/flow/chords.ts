import type { Point } from '../geometry.ts';
import { ordered } from '../ring.ts';
import type { Widths } from '../view.ts';
import type { Flow } from './flows.ts';
import { around, LINE, naming, overlaps, type Rect, rectAround, textWidth } from './names.ts';
import {
  arcPath,
  type Box,
  degrees,
  HEAD,
  onCircle,
  type Picture,
  type Ribbon,
  TURN,
  type Words,
  xy,
} from './picture.ts';
import { type Scale, scaleOf } from './scale.ts';

/** Room between two ribbons' ends, between two entities, and the least that an entity takes of the ring. */
const [BESIDE, BETWEEN, ENTITY] = [2, 10, 26];
/** How broad the band of the ring is that stands for an entity, with the room that arrow heads need within it. */
export const RIM = 9;
/** The least room that the end of a flow takes: that of an arrow head. */
const END = 7;

/** How wide names may be, and the radius that they leave. */
function sizes({ width, height }: Box): { side: number; outer: number } {
  const side = Math.min(150, width * 0.25);
  return { side, outer: Math.max(70, Math.min(width / 2 - side - 18, height / 2 - 2 * LINE - 16)) };
}

/** How much can be told apart on the ring that a box has room for. */
export function roomIn(box: Box): { entities: number; flows: number } {
  const length = TURN * sizes(box).outer;
  return { entities: Math.floor(length / 56), flows: Math.floor(length / 30) };
}

type End = { flow: Flow; out: boolean; other: string };

/** Entities in an order in which those stand side by side who deal with each other, the one with most ends first. */
function order(flows: readonly Flow[], ends: ReadonlyMap<string, readonly End[]>): string[] {
  const joined = new Map<string, Set<string>>([...ends.keys()].map((key) => [key, new Set()]));
  for (const { from, to } of flows) {
    joined.get(from)?.add(to);
    joined.get(to)?.add(from);
  }
  const most = (key: string) => ends.get(key)?.length ?? 0;
  const keys = [...ends.keys()].sort((a, b) => most(b) - most(a) || (a < b ? -1 : 1));
  const [hub = ''] = keys;
  const round = ordered(keys, joined);
  const at = round.indexOf(hub);
  return [...round.slice(at), ...round.slice(0, at)];
}

/** How wide the end of a flow is on the ring. */
const endWidth = (scale: Scale, flow: Flow): number => Math.max(END, scale.widthOf(flow).width) + BESIDE;

/** Ribbons may be squeezed by so much, for the sake of wider ones. */
const SQUEEZE = 1.25;

/** The widest scale with which everything has room on a ring of this length. */
function fitting(flows: readonly Flow[], widths: Widths, entities: number, length: number): Scale {
  const scales = [46, 38, 30, 24, 18, 13, 9].map((most) => scaleOf(flows, widths, most));
  const fits = (scale: Scale) =>
    2 * flows.reduce((sum, flow) => sum + endWidth(scale, flow), 0) + entities * BETWEEN <= length * SQUEEZE;
  return scales.find(fits) ?? scaleOf(flows, widths, 7);
}

const along = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

type Curve = readonly [Point, Point, Point, Point];
/** A place on a curve, by the share of it that lies before. */
function onCurve([a, b, c, d]: Curve, t: number): Point {
  const [p, q, r] = [along(a, b, t), along(b, c, t), along(c, d, t)];
  return along(along(p, q, t), along(q, r, t), t);
}
/** Where a mark would best stand on a ribbon, and where else. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/**
 * Several loops together: every entity once, as a part of a ring that is as long as its flows are wide, and a ribbon for
 * every leg across it. What an entity gives and what it gets stand in the order in which they cross least.
 */
export function chordPicture(flows: readonly Flow[], box: Box, words: Words, widths: Widths): Picture {
  const ends = new Map<string, End[]>();
  const add = (key: string, end: End) => ends.set(key, [...(ends.get(key) ?? []), end]);
  for (const flow of flows) {
    add(flow.from, { flow, out: true, other: flow.to });
    add(flow.to, { flow, out: false, other: flow.from });
  }
  const { side, outer } = sizes(box);
  const centre = { x: box.width / 2, y: box.height / 2 };
  const inner = outer - RIM - 4;
  const keys = order(flows, ends);
  const scale = fitting(flows, widths, keys.length, TURN * inner);
  const wanted = keys.map((key) =>
    Math.max(
      ENTITY,
      (ends.get(key) ?? []).reduce((sum, { flow }) => sum + endWidth(scale, flow), 0),
    ),
  );
  const needed = wanted.reduce((sum, one) => sum + one, 0);
  // What is left of the ring is shared out between the entities; where there is too little, all is squeezed alike.
  const room = TURN * inner - keys.length * BETWEEN;
  const squeeze = Math.min(1, room / needed);
  const gap = BETWEEN + Math.max(0, room - needed) / keys.length;
  const angleOf = (length: number): number => length / inner;

  const spans = new Map<string, { from: number; to: number; middle: number }>();
  let at = Math.PI - angleOf((wanted[0] ?? 0) * squeeze) / 2;
  keys.forEach((key, index) => {
    const to = at + angleOf((wanted[index] ?? 0) * squeeze);
    spans.set(key, { from: at, to, middle: (at + to) / 2 });
    at = to + angleOf(gap);
  });

  const places = new Map<string, number>();
  const placeOf = (flow: Flow, out: boolean): number => places.get(`${flow.key} ${out}`) ?? 0;
  const index = new Map(keys.map((key, number) => [key, number]));
  for (const key of keys) {
    const span = spans.get(key);
    if (!span) continue;
    const ahead = (other: string): number =>
      ((spans.get(other)?.middle ?? 0) - span.middle + 2 * TURN) % TURN;
    // Of two between the same entities, the one that is first here is last there.
    const twist = (other: string): number => ((index.get(key) ?? 0) < (index.get(other) ?? 0) ? 1 : -1);
    const own = [...(ends.get(key) ?? [])].sort(
      (a, b) =>
        ahead(b.other) - ahead(a.other) ||
        (a.flow.key === b.flow.key
          ? Number(b.out) - Number(a.out)
          : (a.flow.key < b.flow.key ? -1 : 1) * twist(a.other)),
    );
    const widths = own.map(({ flow }) => endWidth(scale, flow) * squeeze);
    let angle = span.middle - angleOf(widths.reduce((sum, one) => sum + one, 0)) / 2;
    own.forEach(({ flow, out }, number) => {
      const half = angleOf(widths[number] ?? 0) / 2;
      places.set(`${flow.key} ${out}`, angle + half);
      angle += 2 * half;
    });
  }

  const names = around(
    keys.map((key) => naming(spans.get(key)?.middle ?? 0, words.name(key), words.note(key), side)),
    { centre, radius: outer + 8, width: box.width, height: box.height },
  );
  const taken: Rect[] = [];
  // The widest choose first where their figures stand.
  const drawn = new Map<string, Ribbon>();
  const byWidth = [...flows].sort(
    (a, b) => scale.widthOf(b).width - scale.widthOf(a).width || (a.key < b.key ? -1 : 1),
  );
  for (const flow of byWidth) drawn.set(flow.key, ribbonOf(flow));
  return {
    ...box,
    shape: 'chords',
    centre,
    nodes: keys.flatMap((key, number) => {
      const span = spans.get(key);
      const label = names[number];
      return span && label
        ? [
            {
              id: key,
              key,
              at: onCircle(centre, outer - RIM / 2, span.middle),
              arc: arcPath(centre, outer - RIM / 2, span.from, span.to),
              label,
            },
          ]
        : [];
    }),
    // Wide ones lie under narrow ones.
    ribbons: byWidth.flatMap(({ key }) => drawn.get(key) ?? []),
    same: [],
    middle: [],
    scale,
  };

  function ribbonOf(flow: Flow): Ribbon {
    const { width, banded, measured } = scale.widthOf(flow);
    const [from, to] = [placeOf(flow, true), placeOf(flow, false)];
    const apart = Math.abs(Math.atan2(Math.sin(to - from), Math.cos(to - from))) / Math.PI;
    // Neighbours are joined near the ring, so that the middle stays free for those who are far apart.
    const depth = 0.3 + 0.6 * apart;
    const [start, tip] = [onCircle(centre, inner, from), onCircle(centre, inner, to)];
    const end = onCircle(centre, inner - HEAD, to);
    const curve: Curve = [start, along(start, centre, depth), along(end, centre, depth), end];
    return {
      flow,
      path: `M${xy(curve[0])}C${xy(curve[1])} ${xy(curve[2])} ${xy(curve[3])}`,
      width: width * squeeze,
      banded,
      measured,
      tip,
      turned: degrees(to),
      mark: markOf(flow, curve),
      label: undefined,
    };
  }

  function markOf(flow: Flow, curve: Curve): Ribbon['mark'] {
    const text = flow.size.kind === 'unknown' ? '?' : words.figure(flow);
    if (text === '') return undefined;
    const wide = text === '?' ? 15 : textWidth(text) * 0.92 + 8;
    const free = PLACES.map((share) => onCurve(curve, share)).find((place) => {
      const rect = rectAround(place, wide, 16);
      return !taken.some((other) => overlaps(rect, other));
    });
    // A figure can be left out, as it is said elsewhere; that a sum is unknown cannot.
    const place = free ?? (text === '?' ? onCurve(curve, 0.5) : undefined);
    if (place) taken.push(rectAround(place, wide, 16));
    return place && { text, at: place };
  }
}
