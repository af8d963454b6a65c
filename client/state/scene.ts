import { type Moves, movesOf } from '../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';
import { bends } from './bends.ts';
import { CROWD, CROWDED, type Strand, strandsOf } from './bundles.ts';
import { type Change, changeOfAll } from './compare.ts';
import type { Difference } from './difference.ts';
import {
  CERTAINTIES,
  type Certainty,
  certainty,
  claimFacets,
  drawnAmount,
  entityFacets,
  isOff,
  muteOf,
  type NodeClass,
  nodeClass,
  THIN,
  widthOf,
} from './encode.ts';
import { dimmedFacets, entitiesGone, sifted } from './filters.ts';
import { type Lang, nameOf } from './format.ts';
import { distance, type Point } from './geometry.ts';
import { claimKey, claimsOf, entityAt, fromKey, type Graph, otherEnd, toKey } from './graph.ts';
import { edgeLabel, freeSide, type Side, widthInCells } from './labels.ts';
import { type AllGauged, lookOf } from './looks/look.ts';
import type { Tone } from './looks/scale.ts';
import { claimsOfLoop, type Loop, type PlayStep, stopsOf } from './loops.ts';
import { chosenOf, entitiesIn } from './selection.ts';
import { doubtedIn, notedIn, ofOneDeal, SIGNS } from './signs.ts';
import { slides } from './slides.ts';
import type { View } from './view.ts';
import type { Effect } from './what-if.ts';

/** What the canvas draws, as a value: the canvas only compares it with what it drew before. */
export type SceneNode = {
  key: string;
  name: string;
  note: string;
  class: NodeClass;
  /** What it is sized and coloured by, where it is not by kind. */
  size: number | undefined;
  tone: Tone | undefined;
  /** What that is for it is unknown. */
  unknown: boolean;
  hub: boolean;
  /** Its name stands inside: it is short, and lines come from all sides. */
  inside: boolean;
  at: Point;
  labelSide: Side;
  faded: boolean;
  hidden: boolean;
  selected: boolean;
  /** No layout moves it. */
  pinned: boolean;
  /** Leaves the circle with what is thought away. */
  gone: boolean;
  cursor: boolean;
  /** Against the other side that it is compared with. */
  change: Change | undefined;
  /** Among so many that the whole is seen from afar: its name is written larger. */
  crowded: boolean;
};
/** Whether it is filled with its colour, as that means something; what is unknown stays hollow. */
export const isShaded = ({ tone, unknown }: SceneNode): boolean => tone !== undefined && !unknown;

export type SceneEdge = {
  /** That of its claim, or of the bundle where it stands for several. */
  key: string;
  claims: string[];
  from: string;
  to: string;
  moves: Moves;
  certainty: Certainty;
  implied: boolean;
  /** All that it stands for is called off. */
  off: boolean;
  width: number;
  label: string;
  /** The label while it is pointed at. */
  full: string;
  /** How far its curve stands off the straight line; for a claim of an entity about itself, its number. */
  bend: number;
  /** How far its label stands off its middle, along it. */
  slide: Point;
  faded: boolean;
  hidden: boolean;
  selected: boolean;
  /** Part of the loop that is shown, or the step being played. */
  lit: boolean;
  /** Of loops that all go with what is thought away. */
  gone: boolean;
  change: Change | undefined;
  playing: boolean;
  crowded: boolean;
};
export type Scene = { nodes: SceneNode[]; edges: SceneEdge[] };

/** Whether there is so much to draw that it is drawn as a crowd: simply, and without words on its lines. */
export function isCrowd({ nodes, edges }: Scene): boolean {
  const shown = (things: readonly { hidden: boolean }[]): number =>
    things.reduce((sum, { hidden }) => sum + (hidden ? 0 : 1), 0);
  return (
    (nodes.length > CROWD.nodes && shown(nodes) > CROWD.nodes) ||
    (edges.length > CROWD.edges && shown(edges) > CROWD.edges)
  );
}

export type SceneInput = {
  graph: Graph;
  view: View;
  lang: Lang;
  loop: Loop | undefined;
  playing: PlayStep | undefined;
  cursor: string | undefined;
  effect?: Effect | undefined;
  /** What entities are sized and coloured by. */
  gauged?: AllGauged;
  /** Where two sides are compared: what is on neither is left out. */
  difference?: Difference | undefined;
  words: { unnamed: string; verb: (claim: StoredClaim) => string };
};

/** What stands out: all else is faded, or left out where the view is isolated. Undefined where nothing is singled out. */
function focusOf({ graph, view, loop, playing, effect }: SceneInput, claims: readonly StoredClaim[]) {
  const { selection } = view;
  if (effect && !playing) {
    const { gone, left } = effect;
    return {
      claims: new Set([...gone.claims, ...left.claims]),
      entities: new Set([...gone.entities, ...left.entities]),
    };
  }
  if (loop) {
    const lit = claimsOfLoop(loop).map(claimKey);
    const ends = new Set([
      ...stopsOf(graph, loop),
      ...loop.restsOn.flatMap(({ claim }) => [fromKey(graph, claim), toKey(graph, claim)]),
    ]);
    if (!playing) return { claims: new Set(lit), entities: ends };
    const { claim } = playing.step;
    return {
      claims: new Set([claimKey(claim)]),
      entities: new Set([fromKey(graph, claim), toKey(graph, claim)]),
    };
  }
  if (selection.kind === 'entity') {
    const own = claimsOf(graph, claims, selection.key);
    return {
      claims: new Set(own.map(claimKey)),
      entities: new Set([selection.key, ...own.map((claim) => otherEnd(graph, claim, selection.key))]),
    };
  }
  const chosen = chosenOf(graph, selection);
  // Nothing stands out by what is not loaded.
  if (chosen.entities.length === 0 && !chosen.claims.some((key) => graph.claims.has(key))) return undefined;
  // Of several entities, what is between them; a path goes along its own claims only.
  const among = new Set(selection.kind === 'path' ? [] : chosen.entities);
  const between =
    among.size < 2
      ? []
      : claims.filter((claim) => among.has(fromKey(graph, claim)) && among.has(toKey(graph, claim)));
  return {
    claims: new Set([...chosen.claims, ...between.map(claimKey)]),
    entities: new Set(entitiesIn(graph, selection)),
  };
}

/** What is drawn by itself, however many are like it: what the reader is looking at. */
function apartIn({ view, loop }: SceneInput, ofLoop: ReadonlySet<string>): ReadonlySet<string> {
  const legs = loop ? [...loop.legs, ...loop.restsOn].map(({ claim }) => claimKey(claim)) : [];
  const { selection } = view;
  return new Set([
    ...legs.filter((key) => ofLoop.has(key)),
    ...(selection.kind === 'claim' ? [selection.key] : []),
  ]);
}

/** A sign before a name, so that colour is not all that tells a change. */
const CHANGE_SIGNS = { added: '+', removed: '−', changed: '±' } as const satisfies Record<Change, string>;
const signed = (change: Change | undefined, text: string): string =>
  change ? `${CHANGE_SIGNS[change]} ${text}`.trim() : text;

/** In a crowd lines are so much thinner. */
const SLIM = 0.55;

/** Beyond so many entities names are not kept out of each other's way: it would take longer than it helps. */
const MANY = 300;
const CLOSE = 185;
const MIDDLE: Point = { x: 0, y: 0 };

/** What a name should not stand towards: the other ends of an entity's lines, and whatever lies close by. */
function nearby(graph: Graph, placed: View['placed'], claims: readonly StoredClaim[]): Map<string, Point[]> {
  const found = new Map<string, Point[]>();
  const add = (key: string, point: Point | undefined) => {
    if (!point) return;
    const points = found.get(key);
    if (points) points.push(point);
    else found.set(key, [point]);
  };
  for (const claim of claims)
    for (const key of [fromKey(graph, claim), toKey(graph, claim)])
      if (otherEnd(graph, claim, key) !== key) add(key, placed[otherEnd(graph, claim, key)]);
  const points = Object.entries(placed);
  if (points.length <= MANY)
    for (const [key, point] of points)
      for (const [other, at] of points) if (other !== key && distance(point, at) < CLOSE) add(key, at);
  return found;
}

type Woven = {
  readonly strands: readonly Strand[];
  readonly bend: ReadonlyMap<string, number>;
  /** Who has most claims. */
  readonly hub: string | undefined;
};
let last: { graph: Graph; claims: readonly StoredClaim[]; for: string; woven: Woven } | undefined;
/** What is drawn as one line and how it bends. Kept until something of it changes: selecting, moving and isolating leave it as it is. */
function woven(
  graph: Graph,
  claims: readonly StoredClaim[],
  apart: ReadonlySet<string>,
  lines: View['lines'],
): Woven {
  const asked = [lines, ...apart].join(' ');
  if (last?.graph === graph && last.claims === claims && last.for === asked) return last.woven;
  const strands = strandsOf(graph, claims, apart, lines);
  const degree = new Map<string, number>();
  for (const claim of claims)
    for (const key of [fromKey(graph, claim), toKey(graph, claim)])
      degree.set(key, (degree.get(key) ?? 0) + 1);
  const hub = [...degree].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
  last = { graph, claims, for: asked, woven: { strands, bend: bends(strands), hub } };
  return last.woven;
}

/** Builds the scene from the view and the data. Pure. */
export function sceneOf(input: SceneInput): Scene {
  const { graph, view, lang, loop, playing, cursor, words, effect, difference, gauged = {} } = input;
  const chosen = chosenOf(graph, view.selection);
  const selected = { entities: new Set(chosen.entities), claims: new Set(chosen.claims) };
  const pinned = new Set(view.pinned);
  const noted = notedIn(view.notes);
  const entities = Object.keys(view.placed).flatMap((key): [string, StoredEntity][] => {
    const entity = entityAt(graph, key);
    return entity ? [[key, entity]] : [];
  });
  // Kept from one picture to the next: of very many it takes its time.
  const seen = sifted(graph, view);
  const among = (all: readonly StoredClaim[]): readonly StoredClaim[] =>
    difference ? all.filter((claim) => difference.claims.has(claimKey(claim))) : all;
  const claims = among(seen.claims);
  const passing = new Set(among(seen.left));
  const focus = focusOf(input, claims);
  const ofLoop = new Set(loop ? claimsOfLoop(loop).map(claimKey) : []);
  const { strands, bend, hub } = woven(graph, claims, apartIn(input, ofLoop), view.lines);
  const crowded = claims.length > CROWDED;
  const near =
    entities.length > CROWD.nodes ? new Map<string, Point[]>() : nearby(graph, view.placed, claims);
  const legNumber = new Map(loop?.legs.map((leg, index) => [claimKey(leg.claim), index]));
  const { muted } = view.filters;
  const on = entities.map(([key]) => key);
  const kept = new Set(seen.leftKeys);
  const filtered = difference
    ? entitiesGone(graph, view, on, claims, [...passing])
    : new Set(on.filter((key) => !kept.has(key)));
  const dims = dimmedFacets(view.filters).length > 0;
  const dimmed = new Set(
    dims
      ? entities.filter(([, entity]) => muteOf(muted, entityFacets(entity)) === 'dim').map(([key]) => key)
      : [],
  );

  const nodes = entities.map(([key, entity]): SceneNode => {
    const at = view.placed[key] ?? { x: 0, y: 0 };
    const out = focus !== undefined && !focus.entities.has(key);
    const { size, tone, figure, unknown } = lookOf(key, gauged, lang);
    // Where size says something else it does not say who is busiest.
    const isHub = key === hub && entities.length > 2 && size === undefined;
    return {
      key,
      name: signed(
        difference?.entities.get(key),
        noted.entities.has(key) ? `${nameOf(entity, lang)} ${SIGNS.note}` : nameOf(entity, lang),
      ),
      note: [entity.kind === 'Group' ? words.unnamed : '', figure].filter(Boolean).join(' · '),
      class: nodeClass(entity),
      size,
      tone,
      unknown,
      hub: isHub,
      inside: isHub && figure === '' && widthInCells(nameOf(entity, lang)) <= 9,
      at,
      labelSide: freeSide(at, near.get(key) ?? []),
      faded: dimmed.has(key) || (out && !(playing && loop && stopsOf(graph, loop).includes(key))),
      hidden: filtered.has(key) || (out && view.isolated && !(loop && stopsOf(graph, loop).includes(key))),
      selected: selected.entities.has(key),
      pinned: pinned.has(key),
      gone: effect?.gone.entities.has(key) === true,
      change: difference?.entities.get(key),
      cursor: key === cursor,
      crowded,
    };
  });
  const gone = new Set(nodes.filter(({ hidden }) => hidden).map(({ key }) => key));

  const lines = strands.map((strand) => lineOf(strand));
  const scene = { nodes, edges: lines };
  // A crowd is drawn without words on its lines.
  if (isCrowd(scene)) return scene;
  const doubted = doubtedIn(graph, [...passing]);
  const worded = lines.map((line, index) => (line.hidden ? line : wordedAt(line, index)));
  const slid = slides(worded, nodes);
  return {
    nodes,
    edges: worded.map((line) => {
      const slide = slid.get(line.key);
      return slide ? { ...line, slide } : line;
    }),
  };

  function wordedAt(line: SceneEdge, index: number): SceneEdge {
    const strand = strands[index];
    return strand ? { ...line, ...wordsOf(strand, line) } : line;
  }

  function wordsOf(strand: Strand, line: SceneEdge): Pick<SceneEdge, 'label' | 'full'> {
    const shown = strand.claims.filter((claim) => line.claims.includes(claimKey(claim)));
    const [claim] = strand.claims;
    const number = strand.claims.length === 1 ? legNumber.get(strand.key) : undefined;
    const named = number !== undefined || line.selected || line.playing;
    const single = shown.length === 1 ? shown[0] : undefined;
    // Several statements of one deal are one line, with the figure of the largest and how many say it.
    const ofDeal = ofOneDeal(shown);
    const largest = shown.reduce(
      (a, b) => ((drawnAmount(b) ?? 0) > (drawnAmount(a) ?? 0) ? b : a),
      shown[0] ?? claim,
    );
    const word = (verb: string, figures: boolean): string =>
      single
        ? edgeLabel(single, lang, number, verb)
        : ofDeal
          ? [figures ? edgeLabel(largest, lang, undefined, verb) : verb, `${SIGNS.statements}${shown.length}`]
              .filter(Boolean)
              .join(' ')
          : [verb, `${SIGNS.several}${shown.length}`].filter(Boolean).join(' ');
    const hasNote = noted.lines.has(strand.key) || line.claims.some((key) => noted.lines.has(key));
    const doubt = line.claims.some((key) => doubted.has(key));
    const marks = [doubt && SIGNS.disagree, hasNote && SIGNS.note].filter(Boolean).join(' ');
    // In a crowd figures would cover the lines: they are there for what is singled out or pointed at, and beside the legs
    // of a loop for nothing else.
    const out = focus !== undefined && !line.claims.some((key) => focus.claims.has(key));
    const beside = crowded && (out || !focus);
    const quiet = crowded && (loop !== undefined || (single !== undefined && beside));
    const { change } = line;
    // Where most lines are new, a sign on each would say nothing: those stand on their band.
    const comparing = difference !== undefined && beside && !named;
    const sign = change === undefined || change === 'added' ? '' : CHANGE_SIGNS[change];
    return {
      label: comparing
        ? sign
        : quiet && !named
          ? hasNote
            ? SIGNS.note
            : ''
          : signed(change, `${word(named ? words.verb(claim) : '', named || !beside)} ${marks}`.trim()),
      full: signed(change, `${word(words.verb(claim), true)} ${marks}`.trim()),
    };
  }

  function lineOf(strand: Strand): SceneEdge {
    // Of several, what is filtered away does not count; where all are, the line is.
    const left = strand.claims.filter((claim) => passing.has(claim));
    const dim =
      left.length === 0 || (dims && left.every((claim) => muteOf(muted, claimFacets(claim)) === 'dim'));
    const shown = left.length > 0 ? left : strand.claims;
    const keys = strand.claims.map(claimKey);
    const [claim] = strand.claims;
    const out = focus !== undefined && !keys.some((key) => focus.claims.has(key));
    const inLoop = loop !== undefined && keys.some((key) => ofLoop.has(key));
    const marked = keys.some((key) => selected.claims.has(key));
    const now = playing !== undefined && claimKey(playing.step.claim) === strand.key;
    const moves = movesOf(strand.type);
    const ends = [strand.from, strand.to];
    const wide = Math.max(...shown.map((of) => (moves === 'nothing' ? THIN : widthOf(drawnAmount(of)))));
    return {
      key: strand.key,
      claims: shown.map(claimKey),
      from: strand.from,
      to: strand.to,
      moves,
      certainty: CERTAINTIES.find((of) => shown.some((one) => certainty(one) === of)) ?? certainty(claim),
      implied: shown.every(({ basis }) => basis === 'implied'),
      // As of a date what is off by then is not there, and the rest was not off yet.
      off: view.time.asOf === undefined && shown.every(isOff),
      width: crowded ? Math.max(THIN, wide * SLIM) : wide,
      label: '',
      full: '',
      bend: bend.get(strand.key) ?? 0,
      slide: MIDDLE,
      faded: dim || out || ends.some((end) => dimmed.has(end)),
      hidden: left.length === 0 || ends.some((end) => gone.has(end)) || (view.isolated && out && !inLoop),
      selected: marked,
      lit: inLoop,
      change: difference && changeOfAll(keys.map((key) => difference.claims.get(key))),
      gone: effect !== undefined && keys.every((key) => effect.gone.claims.has(key)),
      playing: now,
      crowded,
    };
  }
}
