import type { Lang } from '../format.ts';
import type { Graph } from '../graph.ts';
import type { View } from '../view.ts';
import { type Gauge, isNetwork, type NetworkGauge } from './gauges.ts';
import { type Levels, levelsOf, NO_LEVELS } from './levels.ts';
import { bandOf, groupTone, LEAST_SIZE, type Scale, scaleOf, sizeOf, type Tone } from './scale.ts';
import { levelLabel } from './words.ts';

/** Levels of gauges that a worker has worked out. */
export type Networks = { readonly [gauge in NetworkGauge]?: Levels };
/** A gauge with what is known by it of what is shown. */
export type Gauged<Of extends Gauge = Gauge> = {
  readonly gauge: Of;
  readonly levels: Levels;
  readonly scale: Scale | undefined;
};
export type AllGauged = { readonly size?: Gauged | undefined; readonly colour?: Gauged | undefined };

export function gaugedBy<Of extends Gauge>(
  graph: Graph,
  view: View,
  networks: Networks,
  gauge: Of,
): Gauged<Of> {
  const levels = isNetwork(gauge) ? (networks[gauge] ?? NO_LEVELS) : levelsOf(graph, view, gauge);
  return { gauge, levels, scale: scaleOf(levels) };
}

/** Everything that the looks of entities are made from. */
export const allGauged = (graph: Graph, view: View, networks: Networks): AllGauged => {
  const { size, colour } = view.looks;
  const sized = size && gaugedBy(graph, view, networks, size);
  return {
    size: sized,
    colour: colour && (colour === size ? sized : gaugedBy(graph, view, networks, colour)),
  };
};

/** How an entity is drawn. What is absent is as ever. */
export type Look = {
  readonly size?: number;
  readonly tone?: Tone;
  /** What it is drawn by, in words; `?` where that is unknown. */
  readonly figure: string;
  /** It is unknown how large it is, or of what shade: it has a mark of its own. */
  readonly unknown: boolean;
};
const AS_EVER: Look = { figure: '', unknown: false };

const figureOf = ({ gauge, levels }: Gauged, key: string, lang: Lang): string | undefined => {
  const level = levels.get(key);
  if (level) return levelLabel(gauge, level, lang);
  // Of a network nothing is unknown: it is still being worked out.
  return isNetwork(gauge) ? undefined : '?';
};

export function lookOf(key: string, { size, colour }: AllGauged, lang: Lang): Look {
  if (!size && !colour) return AS_EVER;
  const texts = [size, colour === size ? undefined : colour].flatMap((of) =>
    of ? (figureOf(of, key, lang) ?? []) : [],
  );
  const pending = (of: Gauged | undefined): boolean =>
    of === undefined || (isNetwork(of.gauge) && !of.levels.has(key));
  const sized = size?.levels.get(key);
  const shaded = colour?.levels.get(key);
  return {
    ...(size === undefined || pending(size)
      ? {}
      : { size: sized && size.scale ? sizeOf(size.scale, sized.value) : LEAST_SIZE }),
    ...(colour === undefined || pending(colour) ? {} : { tone: toneOf(colour, shaded?.value) }),
    figure: [...new Set(texts)].join(' · '),
    unknown: (!pending(size) && !sized) || (!pending(colour) && !shaded),
  };
}

function toneOf({ gauge, scale }: Gauged, value: number | undefined): Tone {
  if (value === undefined || !scale) return 'unknown';
  return gauge === 'community' ? groupTone(value) : bandOf(scale, value);
}
