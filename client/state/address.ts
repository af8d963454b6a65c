import { z } from 'zod';
import { chosenBy, type ServedDataset } from './datasets.ts';
import type { Lang } from './format.ts';
import type { Point } from './geometry.ts';
import { packKeys, packPoints, unpackKeys, unpackPoints } from './packing.ts';
import { PARTS } from './parts.ts';
import { isLang } from './prefs.ts';
import { type Expansion, initialView, type View } from './view.ts';

/** What an address says. All of it is optional: an address without a fragment is a fresh start. */
export type Address = {
  readonly lang?: Lang;
  /** The id of a snapshot on the server that says the rest. */
  readonly snapshot?: string;
  /** What it says of the view: `placed` has those whose positions it gives. */
  readonly view: View;
  /** Entities on the canvas; absent: those of a fresh start. */
  readonly on?: readonly string[];
};
export const nowhere: Address = { view: initialView };

/** The parts of an address, by name. */
export type Parts = Readonly<Record<string, string>>;

/** What a fresh start shows: that need not be spelt out. */
export type Start = { readonly datasets: readonly string[]; readonly places: View['placed'] };
export const startOf = (of: { served: readonly ServedDataset[]; homePlaces: View['placed'] }): Start => ({
  datasets: chosenBy(of.served, 'first'),
  places: of.homePlaces,
});

/** The longest fragment that is handed on as it is; a longer one becomes a snapshot. */
export const LONGEST = 2_000;
const MOST = 5_000;

const samePlaces = (a: View['placed'], b: View['placed']): boolean => {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => a[key]?.x === b[key]?.x && a[key]?.y === b[key]?.y)
  );
};

/** What each expansion brought: entities on the canvas by their place in the list of them, others by key. */
function packExpansions(expansions: readonly Expansion[], on: readonly string[]): string {
  const places = new Map(on.map((key, at) => [key, `*${at.toString(36)}`]));
  return expansions
    .map(({ of, added }) => [of, ...added].map((key) => places.get(key) ?? key).join(','))
    .join('_');
}

function unpackExpansions(text: string, on: readonly string[]): Expansion[] {
  return text.split('_').flatMap((group) => {
    const [of, ...added] = group
      .split(',')
      .flatMap((token) => (token.startsWith('*') ? (on[Number.parseInt(token.slice(1), 36)] ?? []) : token))
      .filter((key) => key !== '');
    return of !== undefined && added.length > 0 ? [{ of, added }] : [];
  });
}

/** The view, as the parts of its address. */
export function writeParts(view: View, start: Start): Parts {
  const parts: Record<string, string> = {};
  for (const [name, { write }] of Object.entries(PARTS)) {
    const text = write(view);
    if (text !== undefined && text !== '') parts[name] = text;
  }
  if ([...view.datasets].sort().join() === [...start.datasets].sort().join()) delete parts.in;
  if (view.expansions.length > 0 || !samePlaces(view.placed, start.places)) {
    const on = Object.keys(view.placed).sort();
    parts.on = packKeys(on);
    parts.at = packPoints(on.flatMap((key) => view.placed[key] ?? []));
    if (view.expansions.length > 0) parts.grew = packExpansions(view.expansions, on);
  }
  return parts;
}

/** What some parts say; those that are not known or not sound say nothing. */
export function readParts(parts: Parts): Pick<Address, 'view' | 'on'> {
  let view = initialView;
  for (const [name, { read }] of Object.entries(PARTS)) {
    const text = parts[name];
    if (text !== undefined) view = read(text, view);
  }
  if (parts.on === undefined) return { view };
  const on = unpackKeys(parts.on).slice(0, MOST);
  const points = unpackPoints(parts.at ?? '') ?? [];
  const placed: Record<string, Point> = {};
  // One position too many or too few, and none can be told whose it is.
  if (points.length === on.length)
    for (const [at, key] of on.entries()) placed[key] = points[at] ?? { x: 0, y: 0 };
  const expansions = unpackExpansions(parts.grew ?? '', on);
  return { view: { ...view, placed, expansions }, on };
}

/** Parts as a fragment. Colons, commas and such are plain in one; encoded they make a link unreadable. */
export function fragmentOf(lang: Lang, parts: Parts): string {
  const text = new URLSearchParams({ lang, ...parts }).toString();
  return `#${text.replace(/%(3A|2C|2F|40|7E)/g, decodeURIComponent)}`;
}

/** Writes the view as a fragment. */
export const writeAddress = (view: View, lang: Lang, start: Start): string =>
  fragmentOf(lang, writeParts(view, start));

const Snapshot = z.string().regex(/^[0-9a-f]{32}$/);

export function readAddress(fragment: string): Address {
  const parts = Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, '')));
  const lang = parts.lang ?? null;
  const snapshot = Snapshot.safeParse(parts.view);
  return {
    ...(isLang(lang) ? { lang } : {}),
    ...(snapshot.success ? { snapshot: snapshot.data } : {}),
    ...readParts(parts),
  };
}

/** The view that an address asks for, as far as it can be said before the data is there. */
export const viewOf = ({ view }: Address): View => ({ ...view, datasets: [], placed: {}, expansions: [] });
