import { type Moves, movesOf } from '../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';
import {
  amountUnknown,
  type Certainty,
  certainty,
  claimFacets,
  drawnAmount,
  entityFacets,
  type Mute,
  muteOf,
  type NodeClass,
  nodeClass,
  THIN,
  widthOf,
} from './encode.ts';
import { figuresOf, type Lang, nameOf, shortMoney } from './format.ts';
import { fan, type Point } from './geometry.ts';
import { claimKey, claimsAmong, claimsOf, fromKey, type Graph, otherEnd, toKey } from './graph.ts';
import { claimsOfLoop, type Loop, type PlayStep, stopsOf } from './loops.ts';
import type { View } from './view.ts';

/** What the canvas draws, as a value: the canvas only compares it with what it drew before. */
export type SceneNode = {
  key: string;
  name: string;
  note: string;
  class: NodeClass;
  hub: boolean;
  at: Point;
  labelSide: 'top' | 'bottom';
  faded: boolean;
  hidden: boolean;
  selected: boolean;
  cursor: boolean;
};
export type SceneEdge = {
  key: string;
  from: string;
  to: string;
  moves: Moves;
  certainty: Certainty;
  implied: boolean;
  width: number;
  label: string;
  /** How far its curve stands off the straight line; for a claim of an entity about itself, its number. */
  bend: number;
  faded: boolean;
  hidden: boolean;
  selected: boolean;
  /** Part of the loop that is shown, or the step being played. */
  lit: boolean;
  playing: boolean;
};
export type Scene = { nodes: SceneNode[]; edges: SceneEdge[] };

export type SceneInput = {
  graph: Graph;
  view: View;
  lang: Lang;
  loop: Loop | undefined;
  playing: PlayStep | undefined;
  cursor: string | undefined;
  words: { unnamed: string; verb: (claim: StoredClaim) => string };
};

const MARKS = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '⑪', '⑫'];

/** The figure on a line: a sum, else a quantity; "?" where money moves and nobody says how much. */
function figureLabel(claim: StoredClaim, lang: Lang): string {
  const sum = drawnAmount(claim);
  if (sum !== undefined) {
    const bound =
      claim.amount === undefined && claim.amountMax === undefined ? '≥ ' : claim.approximate ? '~' : '';
    return `${bound}${shortMoney(sum, claim.currency, lang)}`;
  }
  const { quantity } = figuresOf(claim, lang);
  if (amountUnknown(claim)) return quantity ?? '?';
  return '';
}

/** Gives each claim its curve: claims between the same two stand side by side, in a fixed order. */
export function bends(claims: readonly StoredClaim[]): Map<string, number> {
  const pairs = new Map<string, StoredClaim[]>();
  for (const claim of claims) {
    const pair = [fromKey(claim), toKey(claim)].sort().join(' ');
    pairs.set(pair, [...(pairs.get(pair) ?? []), claim]);
  }
  const found = new Map<string, number>();
  for (const together of pairs.values()) {
    // One direction on one side, the other on the other, what moves nothing in the middle.
    const side = (claim: StoredClaim) =>
      movesOf(claim.type) === 'nothing' ? 0 : fromKey(claim) < toKey(claim) ? -1 : 1;
    const sorted = [...together].sort((a, b) => side(a) - side(b) || (claimKey(a) < claimKey(b) ? -1 : 1));
    const offsets = fan(sorted.length);
    sorted.forEach((claim, index) => {
      const offset = offsets[index] ?? 0;
      found.set(claimKey(claim), fromKey(claim) < toKey(claim) ? offset : -offset || 0);
    });
  }
  return found;
}

/** What stands out: all else is faded, or left out where the view is isolated. Undefined where nothing is singled out. */
function focusOf({ view, loop, playing }: SceneInput, claims: readonly StoredClaim[]) {
  const { selection } = view;
  if (loop) {
    const lit = claimsOfLoop(loop).map(claimKey);
    const ends = new Set([
      ...stopsOf(loop),
      ...loop.restsOn.flatMap(({ claim }) => [fromKey(claim), toKey(claim)]),
    ]);
    if (!playing) return { claims: new Set(lit), entities: ends };
    const { claim } = playing.step;
    return { claims: new Set([claimKey(claim)]), entities: new Set([fromKey(claim), toKey(claim)]) };
  }
  if (selection.kind === 'entity') {
    const own = claimsOf(claims, selection.key);
    return {
      claims: new Set(own.map(claimKey)),
      entities: new Set([selection.key, ...own.map((claim) => otherEnd(claim, selection.key))]),
    };
  }
  if (selection.kind === 'claim') {
    const chosen = claims.find((claim) => claimKey(claim) === selection.key);
    if (chosen)
      return { claims: new Set([selection.key]), entities: new Set([fromKey(chosen), toKey(chosen)]) };
  }
  return undefined;
}

/** Builds the scene from the view and the data. Pure. */
export function sceneOf(input: SceneInput): Scene {
  const { graph, view, lang, loop, playing, cursor, words } = input;
  const entities = Object.keys(view.placed).flatMap((key): [string, StoredEntity][] => {
    const entity = graph.entities.get(key);
    return entity ? [[key, entity]] : [];
  });
  const claims = claimsAmong(graph, new Set(entities.map(([key]) => key)));
  const focus = focusOf(input, claims);
  const bend = bends(claims);
  const degree = new Map<string, number>();
  for (const claim of claims)
    for (const key of [fromKey(claim), toKey(claim)]) degree.set(key, (degree.get(key) ?? 0) + 1);
  const hub = [...degree].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
  const middle = hub === undefined ? 0 : (view.placed[hub]?.y ?? 0);
  const legNumber = new Map(loop?.legs.map((leg, index) => [claimKey(leg.claim), index]));
  const mutes = new Map<string, Mute | undefined>(
    entities.map(([key, entity]) => [key, muteOf(view.muted, entityFacets(entity))]),
  );

  const nodes = entities.map(([key, entity]): SceneNode => {
    const at = view.placed[key] ?? { x: 0, y: 0 };
    const out = focus !== undefined && !focus.entities.has(key);
    const mute = mutes.get(key);
    return {
      key,
      name: nameOf(entity, lang),
      note: entity.kind === 'Group' ? words.unnamed : '',
      class: nodeClass(entity),
      hub: key === hub && entities.length > 2,
      at,
      labelSide: at.y < middle - 30 ? 'top' : 'bottom',
      faded: mute === 'dim' || (out && !(playing && loop && stopsOf(loop).includes(key))),
      hidden: mute === 'hide' || (out && view.isolated && !(loop && stopsOf(loop).includes(key))),
      selected: view.selection.kind === 'entity' && view.selection.key === key,
      cursor: key === cursor,
    };
  });
  const gone = new Set(nodes.filter(({ hidden }) => hidden).map(({ key }) => key));

  const edges = claims.map((claim): SceneEdge => {
    const key = claimKey(claim);
    const out = focus !== undefined && !focus.claims.has(key);
    const inLoop = loop !== undefined && claimsOfLoop(loop).some((of) => claimKey(of) === key);
    const mute = muteOf(view.muted, claimFacets(claim));
    const number = legNumber.get(key);
    const figure = figureLabel(claim, lang);
    const selected = view.selection.kind === 'claim' && view.selection.key === key;
    const now = playing !== undefined && claimKey(playing.step.claim) === key;
    const named = number !== undefined || selected || now;
    const verb = named ? words.verb(claim) : '';
    return {
      key,
      from: fromKey(claim),
      to: toKey(claim),
      moves: movesOf(claim.type),
      certainty: certainty(claim),
      implied: claim.basis === 'implied',
      width: movesOf(claim.type) === 'nothing' ? THIN : widthOf(drawnAmount(claim)),
      label: [number === undefined ? '' : (MARKS[number] ?? `${number + 1}`), verb, figure]
        .filter(Boolean)
        .join(' '),
      bend: bend.get(key) ?? 0,
      faded: mute === 'dim' || out || [fromKey(claim), toKey(claim)].some((end) => mutes.get(end) === 'dim'),
      hidden:
        mute === 'hide' ||
        gone.has(fromKey(claim)) ||
        gone.has(toKey(claim)) ||
        (view.isolated && out && !inLoop),
      selected,
      lit: inLoop,
      playing: now,
    };
  });
  return { nodes, edges };
}
