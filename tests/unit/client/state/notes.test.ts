import { describe, expect, it } from 'vitest';
import {
  aboutOf,
  changedNote,
  NOTES,
  notesOn,
  withNote,
  withoutNote,
} from '../../../../client/state/notes.ts';
import { initialView } from '../../../../client/state/view.ts';

const about = { kind: 'entity', key: 'd:a' } as const;

describe('notes', () => {
  const one = withNote(initialView, '  Ask who the lenders are. ', about);
  it('are on a thing or on the canvas, where whole positions say', () => {
    const two = withNote(one, 'Here', { x: 1.6, y: -0.2 });
    expect(two.notes).toEqual([
      { id: 'n1', text: 'Ask who the lenders are.', on: about },
      { id: 'n2', text: 'Here', on: { x: 2, y: 0 } },
    ]);
    expect(notesOn(two.notes, about)).toEqual([two.notes[0]]);
    expect(notesOn(two.notes, { kind: 'claim', key: 'd:a' })).toEqual([]);
    expect(aboutOf({ kind: 'loop', id: 'x' })).toEqual({ kind: 'loop', key: 'x' });
    expect(aboutOf({ kind: 'none' })).toBeUndefined();
  });
  it('are written anew and moved; what changes nothing is no step', () => {
    expect(changedNote(one, 'n1', { text: 'Else' }).notes[0]?.text).toBe('Else');
    expect(changedNote(one, 'n1', { on: { x: 5, y: 6 } }).notes[0]?.on).toEqual({ x: 5, y: 6 });
    expect(changedNote(one, 'n1', { text: one.notes[0]?.text ?? '' })).toBe(one);
    expect(changedNote(one, 'n9', { text: 'x' })).toBe(one);
  });
  it('go when they are removed or emptied, and their id is free again', () => {
    expect(changedNote(one, 'n1', { text: '  ' }).notes).toEqual([]);
    const gone = withoutNote(withNote(one, 'b', about), 'n1');
    expect(gone.notes.map(({ id }) => id)).toEqual(['n2']);
    expect(withNote(gone, 'c', about).notes.map(({ id }) => id)).toEqual(['n2', 'n1']);
    expect(withoutNote(one, 'n9')).toBe(one);
  });
  it('are as many and as long as they may be', () => {
    expect(withNote(initialView, '   ', about)).toBe(initialView);
    expect(withNote(initialView, 'x'.repeat(NOTES.letters + 5), about).notes[0]?.text).toHaveLength(
      NOTES.letters,
    );
    let full = initialView;
    for (let at = 0; at < NOTES.most; at++) full = withNote(full, 'x', about);
    expect(withNote(full, 'one more', about)).toBe(full);
  });
});
