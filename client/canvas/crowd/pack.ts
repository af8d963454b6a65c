import { MOVES } from '../../../server/core/model/registry.ts';
import { NODE_CLASSES } from '../../state/encode.ts';
import { TONES } from '../../state/looks/scale.ts';
import type { Scene } from '../../state/scene.ts';
import type { Palette } from '../palette.ts';
import { type Crowd, FLAG } from './protocol.ts';

/** Turns a scene into numbers. */
export function packed({ nodes, edges }: Scene, palette: Palette): Crowd {
  const index = new Map(nodes.map(({ key }, place) => [key, place]));
  const at = new Float32Array(nodes.length * 2);
  const radius = new Float32Array(nodes.length);
  const colour = new Uint8Array(nodes.length);
  const flags = new Uint8Array(nodes.length);
  const degree = new Uint32Array(nodes.length);
  const classes = new Map(NODE_CLASSES.map((of, place) => [of, place]));
  const moves = new Map(MOVES.map((of, place) => [of, NODE_CLASSES.length + place]));
  const tones = new Map(TONES.map((of, place) => [of, NODE_CLASSES.length + MOVES.length + place]));
  const ends = new Uint32Array(edges.length * 2);
  const bend = new Float32Array(edges.length);
  const width = new Float32Array(edges.length);
  const lineColour = new Uint8Array(edges.length);
  const lineFlags = new Uint8Array(edges.length);
  edges.forEach((edge, place) => {
    const [from, to] = [index.get(edge.from) ?? 0, index.get(edge.to) ?? 0];
    ends[place * 2] = from;
    ends[place * 2 + 1] = to;
    degree[from] = (degree[from] ?? 0) + edge.claims.length;
    degree[to] = (degree[to] ?? 0) + edge.claims.length;
    bend[place] = edge.bend;
    width[place] = edge.width;
    lineColour[place] = moves.get(edge.moves) ?? 0;
    lineFlags[place] =
      (edge.hidden ? FLAG.hidden : 0) |
      (edge.faded ? FLAG.faded : 0) |
      (edge.selected || edge.lit || edge.playing ? FLAG.selected : 0) |
      (edge.certainty === 'pending' ? FLAG.dashed : 0) |
      (edge.certainty === 'contested' ? FLAG.dotted : 0);
  });
  nodes.forEach((node, place) => {
    at[place * 2] = node.at.x;
    at[place * 2 + 1] = node.at.y;
    const byDegree = 20 + Math.min(16, 3 * Math.sqrt(degree[place] ?? 0));
    radius[place] = node.size === undefined ? (node.hub ? 42 : byDegree) : node.size / 2;
    colour[place] = (node.tone ? tones.get(node.tone) : classes.get(node.class)) ?? 0;
    flags[place] =
      (node.hidden ? FLAG.hidden : 0) |
      (node.faded ? FLAG.faded : 0) |
      (node.selected ? FLAG.selected : 0) |
      (node.cursor ? FLAG.cursor : 0) |
      (node.unknown ? FLAG.hollow : node.tone ? FLAG.solid : 0);
  });
  const ranked = Uint32Array.from(nodes.keys()).sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0));
  return {
    at,
    radius,
    colour,
    flags,
    names: nodes.map(({ name, size, tone, note }) =>
      size === undefined && !tone ? name : `${name} · ${note}`,
    ),
    ranked,
    ends,
    bend,
    width,
    lineColour,
    lineFlags,
    colours: [
      ...NODE_CLASSES.map(palette.kind),
      ...MOVES.map((of) => palette.moves[of]),
      ...TONES.map(palette.tone),
    ],
    ink: palette.ink,
    ground: palette.canvas,
    accent: palette.accent,
  };
}
