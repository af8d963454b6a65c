import type { Graph } from '../graph.ts';
import type { Loop } from '../loops.ts';
import type { Widths } from '../view.ts';
import { chordPicture, roomIn } from './chords.ts';
import { flowsOf, thatFit } from './flows.ts';
import type { Box, Picture, Words } from './picture.ts';
import { ringPicture } from './ring.ts';

type Asked = { words: (drawn: readonly Loop[]) => Words; widths: Widths };

/** The flow picture of some loops, as many as there is room for: one as a ring, several on one ring with ribbons across. */
export function flowPicture(
  graph: Pick<Graph, 'same'>,
  loops: readonly Loop[],
  box: Box,
  { words, widths }: Asked,
): { loops: readonly Loop[]; picture: Picture } {
  const drawn = thatFit(graph, loops, roomIn(box));
  const flows = flowsOf(graph, drawn);
  const draw = drawn.length === 1 ? ringPicture : chordPicture;
  return { loops: drawn, picture: draw(flows, box, words(drawn), widths) };
}
