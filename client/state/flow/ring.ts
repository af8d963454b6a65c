import { along } from '../geometry.ts';
import type { Widths } from '../view.ts';
import type { Flow } from './flows.ts';
import { around, LINE, naming, wrapped } from './names.ts';
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
import { scaleOf } from './scale.ts';

/** How large an entity's disc is. */
export const DISC = 17;

/**
 * One loop as a ring: its stops in turn clockwise from the left, its legs along the circle between them. An entity that
 * recurs stands at each of its stops, which are joined.
 */
export function ringPicture(legs: readonly Flow[], box: Box, words: Words, widths: Widths): Picture {
  const side = Math.min(176, box.width * 0.27);
  const centre = { x: box.width / 2, y: box.height / 2 };
  const radius = Math.max(
    48,
    Math.min(box.width / 2 - side - DISC - 14, box.height / 2 - 2 * LINE - DISC - 16),
  );
  const scale = scaleOf(legs, widths, Math.min(44, radius * 0.34));
  const step = TURN / legs.length;
  const start = (index: number): number => Math.PI + index * step;
  const written = around(
    legs.flatMap((flow, index) => [
      naming(start(index), words.name(flow.from), words.note(flow.from), side),
      {
        angle: start(index) + step / 2,
        lines: words.leg(flow).flatMap((line) => wrapped(line, side)),
        notes: 0,
      },
    ]),
    { centre, radius: radius + DISC + 10, width: box.width, height: box.height },
  );
  const nodes = legs.flatMap(({ from }, index) => {
    const label = written[2 * index];
    return label
      ? [{ id: `${index}`, key: from, at: onCircle(centre, radius, start(index)), arc: '', label }]
      : [];
  });
  const pad = (DISC + 3) / radius;
  const ribbons = legs.map((flow, index): Ribbon => {
    const { width, banded, measured } = scale.widthOf(flow);
    // The shaft ends where the head begins, which points straight on.
    const end = Math.max(start(index) + pad, start(index + 1) - pad - HEAD / radius);
    const shaft = onCircle(centre, radius, end);
    return {
      flow,
      path: arcPath(centre, radius, start(index) + pad, end),
      width,
      banded,
      measured,
      tip: along(shaft, end + TURN / 4, HEAD),
      turned: degrees(end + TURN / 4),
      mark: { text: `${index + 1}`, at: onCircle(centre, radius, start(index) + step / 2) },
      label: written[2 * index + 1],
    };
  });
  return {
    ...box,
    shape: 'ring',
    centre,
    nodes,
    ribbons,
    same: nodes.flatMap(({ key, at }, index) => {
      const again = nodes.slice(index + 1).find((other) => other.key === key);
      if (!again) return [];
      // Past the middle, where words stand.
      const across = Math.atan2(again.at.y - at.y, again.at.x - at.x);
      const half = { x: (at.x + again.at.x) / 2, y: (at.y + again.at.y) / 2 };
      return [`M${xy(at)}Q${xy(along(half, across - TURN / 4, radius * 0.95))} ${xy(again.at)}`];
    }),
    // A small ring has room for the first of the words only.
    middle: words.middle
      .slice(0, radius < 80 ? 1 : undefined)
      .flatMap((line) => wrapped(line, radius * 1.15)),
    scale,
  };
}
