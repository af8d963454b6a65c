import { z } from 'zod';
import { wholePoint } from './packing.ts';
import type { Selection } from './selection.ts';

/** Notes are the reader's own words: part of the view, never of the data, and text only. */
export const NOTES = { most: 100, letters: 2_000 } as const;

const key = z.string().min(1).max(300);
const About = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['entity', 'claim', 'bundle']), key }),
  z.strictObject({ kind: z.literal('loop'), key }),
]);
/** What a note is on, where it does not lie on the canvas. */
export type About = z.infer<typeof About>;
const length = z.int().min(-10_000_000).max(10_000_000);
const Note = z.strictObject({
  id: z.string().regex(/^n[0-9]{1,6}$/),
  text: z.string().min(1).max(NOTES.letters),
  on: z.union([About, z.strictObject({ x: length, y: length })]),
});
export type Note = Readonly<z.infer<typeof Note>>;
export const Notes = z.array(Note).min(1).max(NOTES.most);

/** What a selection can have notes on. */
export const aboutOf = (selection: Selection): About | undefined =>
  selection.kind === 'loop'
    ? { kind: 'loop', key: selection.id }
    : selection.kind === 'none' || selection.kind === 'several' || selection.kind === 'path'
      ? undefined
      : { kind: selection.kind, key: selection.key };

export const notesOn = (notes: readonly Note[], about: About): Note[] =>
  notes.filter(({ on }) => 'kind' in on && on.kind === about.kind && on.key === about.key);
export type Placed = Note & { readonly on: { readonly x: number; readonly y: number } };
export const isPlaced = (note: Note): note is Placed => 'x' in note.on;

const freeId = (notes: readonly Note[]): string => {
  for (let at = 1; ; at++) if (!notes.some(({ id }) => id === `n${at}`)) return `n${at}`;
};
const written = (text: string): string => text.trim().slice(0, NOTES.letters);
const settled = (on: Note['on']): Note['on'] => ('x' in on ? wholePoint(on) : on);

type Noted = { readonly notes: readonly Note[] };

/** Adds a note. An empty one is none, and beyond their number none is taken. */
export function withNote<V extends Noted>(view: V, text: string, on: Note['on']): V {
  if (written(text) === '' || view.notes.length >= NOTES.most) return view;
  const note = { id: freeId(view.notes), text: written(text), on: settled(on) };
  return { ...view, notes: [...view.notes, note] };
}

/** Writes a note anew, or moves it; emptied, it goes. */
export function changedNote<V extends Noted>(view: V, id: string, to: Partial<Pick<Note, 'text' | 'on'>>): V {
  const before = view.notes.find((note) => note.id === id);
  if (!before) return view;
  if (to.text !== undefined && written(to.text) === '') return withoutNote(view, id);
  const text = to.text === undefined ? before.text : written(to.text);
  const on = to.on === undefined ? before.on : settled(to.on);
  if (text === before.text && JSON.stringify(on) === JSON.stringify(before.on)) return view;
  return { ...view, notes: view.notes.map((note) => (note.id === id ? { id, text, on } : note)) };
}

export const withoutNote = <V extends Noted>(view: V, id: string): V =>
  view.notes.some((note) => note.id === id)
    ? { ...view, notes: view.notes.filter((note) => note.id !== id) }
    : view;
