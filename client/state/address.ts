import type { Lang } from './format.ts';
import { isLang } from './prefs.ts';
import { initialView, type Selection, type View } from './view.ts';

/** What an address says. Everything is optional: an address without a fragment is a fresh start. */
export type Address = {
  lang?: Lang;
  selection?: Selection;
  /** Entities on the canvas; absent: those of the loops. */
  on?: string[];
  isolated?: boolean;
  reading?: 'elementary' | 'trail';
  exchanges?: boolean;
  through?: string;
};

const MOST = 500;

/** Writes the view as a fragment. `home` is the set of entities that a fresh start shows: it need not be spelt out. */
export function writeAddress(view: View, lang: Lang, home: readonly string[]): string {
  const parts = new URLSearchParams();
  parts.set('lang', lang);
  const { selection, loops } = view;
  if (selection.kind === 'loop') parts.set('loop', selection.id);
  else if (selection.kind !== 'none') parts.set(selection.kind, selection.key);
  if (view.isolated) parts.set('only', '1');
  if (loops.reading !== initialView.loops.reading) parts.set('reading', loops.reading);
  if (loops.exchanges) parts.set('exchanges', '1');
  if (loops.through !== undefined) parts.set('through', loops.through);
  const on = Object.keys(view.placed).sort();
  if (on.length > 0 && on.join() !== [...home].sort().join()) parts.set('on', on.join(','));
  // Colons and commas are plain in a fragment; encoded they make a link unreadable.
  return `#${parts.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}

export function readAddress(fragment: string): Address {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const address: Address = {};
  const lang = parts.get('lang');
  if (isLang(lang)) address.lang = lang;
  for (const kind of ['entity', 'claim'] as const) {
    const key = parts.get(kind);
    if (key) address.selection = { kind, key };
  }
  const loop = parts.get('loop');
  if (loop) address.selection = { kind: 'loop', id: loop };
  if (parts.get('only') === '1') address.isolated = true;
  const reading = parts.get('reading');
  if (reading === 'elementary' || reading === 'trail') address.reading = reading;
  if (parts.get('exchanges') === '1') address.exchanges = true;
  const through = parts.get('through');
  if (through) address.through = through;
  const on = (parts.get('on') ?? '').split(',').filter((key) => key !== '');
  if (on.length > 0) address.on = [...new Set(on)].slice(0, MOST);
  return address;
}

/** The view that an address asks for, as far as it can be said before the data is there. */
export const viewOf = (address: Address): View => ({
  ...initialView,
  selection: address.selection ?? initialView.selection,
  isolated: address.isolated ?? false,
  loops: {
    ...initialView.loops,
    reading: address.reading ?? initialView.loops.reading,
    exchanges: address.exchanges ?? false,
    through: address.through,
  },
});
