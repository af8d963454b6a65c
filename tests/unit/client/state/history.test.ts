import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amend, begin, record, redo, redoable, undo, undoable } from '../../../../client/state/history.ts';
import {
  broughtBy,
  expanded,
  initialView,
  place,
  select,
  type View,
  without,
} from '../../../../client/state/view.ts';

const at = (x: number) => ({ x, y: 0 });
const start = begin(place(initialView, { a: at(0), b: at(1) }));

describe('history', () => {
  it('takes back and does again, by name', () => {
    const next = record(start, expanded(start.present, 'a', { c: at(2) }), {
      command: 'expand',
      subject: 'a',
    });
    expect(undoable(next)).toEqual({ command: 'expand', subject: 'a' });
    const back = undo(next);
    expect(back.present).toBe(start.present);
    expect(redoable(back)).toEqual({ command: 'expand', subject: 'a' });
    expect(redo(back)).toEqual(next);
  });
  it('makes one step of selections in a row', () => {
    const one = record(
      start,
      select(start.present, { kind: 'entity', key: 'a' }),
      { command: 'select' },
      true,
    );
    const two = record(one, select(one.present, { kind: 'entity', key: 'b' }), { command: 'select' }, true);
    expect(two.past).toHaveLength(1);
    expect(undo(two).present).toBe(start.present);
  });
  it('has no step for what changed nothing', () => {
    expect(record(start, start.present, { command: 'select' })).toBe(start);
  });
  it('forgets what was undone once something else is done', () => {
    const undone = undo(record(start, without(start.present, ['a']), { command: 'hide' }));
    expect(redoable(record(undone, without(undone.present, ['b']), { command: 'hide' }))).toBeUndefined();
  });
  it('amends without a step', () => {
    expect(undoable(amend(start, initialView))).toBeUndefined();
  });

  it('gives the first view back after as many undos as commands, whatever they were', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step: fc.Arbitrary<(view: View) => View> = fc.oneof(
      key.map((k) => (view: View) => place(view, { [k]: at(3) })),
      fc.tuple(key, key).map(
        ([of, k]) =>
          (view: View) =>
            expanded(view, of, { [k]: at(4) }),
      ),
      key.map((k) => (view: View) => without(view, [k, ...broughtBy(view, k)])),
      key.map((k) => (view: View) => select(view, { kind: 'entity', key: k })),
      fc.boolean().map((isolated) => (view: View) => ({ ...view, isolated })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let history = start;
        for (const change of steps) history = record(history, change(history.present), { command: 'x' });
        while (undoable(history)) history = undo(history);
        expect(history.present).toEqual(start.present);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('the view', () => {
  it('collapses what an expansion brought, and what that brought in turn, and nothing else', () => {
    const view = expanded(expanded(start.present, 'a', { c: at(2), d: at(3) }), 'c', { e: at(4) });
    expect(broughtBy(view, 'a').sort()).toEqual(['c', 'd', 'e']);
    const after = without(view, broughtBy(view, 'a'));
    expect(Object.keys(after.placed)).toEqual(['a', 'b']);
    expect(after.expansions).toEqual([]);
  });
  it('drops a selection that is taken away with its entity', () => {
    const view = { ...select(start.present, { kind: 'entity', key: 'a' }), isolated: true };
    expect(without(view, ['a'])).toMatchObject({ selection: { kind: 'none' }, isolated: false });
    expect(without(view, ['b']).selection).toEqual({ kind: 'entity', key: 'a' });
  });
});
