import { describe, expect, it } from 'vitest';
import { bundled, CROWDED, strandsOf } from '../../../../client/state/bundles.ts';
import { contradict, contradicting, disagree } from '../../../../client/state/contradictions.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { sceneOf } from '../../../../client/state/scene.ts';
import { signsIn } from '../../../../client/state/signs.ts';
import { tsv } from '../../../../client/state/tsv.ts';
import { initialView, place, type View } from '../../../../client/state/view.ts';
import { claim, entity } from '../samples.ts';

const lends = (id: string, more: Record<string, unknown> = {}) =>
  claim(id, 'LENDS_TO', 'bank', 'cloud', more);
const loan = { deal: 'loan', currency: 'USD', start: '2024-05' };
const told = [lends('first', { ...loan, amount: 2e9 }), lends('later', { ...loan, amount: 2.3e9 })];
const other = lends('other', { currency: 'USD', amount: 5e8 });
const graph = merged(scoped(emptyGraph, ['d']), {
  entities: ['bank', 'cloud'].map((id) => entity(id)),
  claims: [...told, other],
});
const view = place(initialView, { 'd:bank': { x: 0, y: 0 }, 'd:cloud': { x: 300, y: 0 } });
const drawn = (more: Partial<View> = {}, of = graph) =>
  sceneOf({
    graph: of,
    view: { ...view, ...more },
    lang: 'en',
    loop: undefined,
    playing: undefined,
    cursor: undefined,
    words: { unnamed: '', verb: () => 'lends to' },
  }).edges;

describe('lines', () => {
  it('are one for several statements of one deal, and say how many and that they disagree', () => {
    const [deal, single] = drawn();
    expect(deal).toMatchObject({ key: 'd:bank*LENDS_TO*d:cloud*d:loan', label: '$2.3bn ≡2 ≠' });
    expect(single).toMatchObject({ key: 'd:other', claims: ['d:other'] });
    expect(bundled(graph, 'd:bank*LENDS_TO*d:cloud*d:loan').map(({ id }) => id)).toEqual(['first', 'later']);
  });
  it("that stand by themselves say, too, that they disagree, and with which note of the reader's they are", () => {
    const apart = drawn({ lines: 'apart' });
    expect(apart.map(({ key, label }) => [key, label])).toEqual([
      ['d:first', '$2bn ≠'],
      ['d:later', '$2.3bn ≠'],
      ['d:other', '$500m'],
    ]);
    const notes = [
      { id: 'n1', text: 'Which of the two?', on: { kind: 'claim', key: 'd:first' } },
      { id: 'n2', text: 'Large.', on: { kind: 'entity', key: 'd:bank' } },
      { id: 'n3', text: 'Elsewhere.', on: { x: 1, y: 2 } },
    ] as const;
    expect(drawn({ notes, lines: 'apart' })[0]?.label).toBe('$2bn ≠ ※');
    // On the line of several, where it is one of them.
    expect(drawn({ notes })[0]?.label).toBe('$2.3bn ≡2 ≠ ※');
    const noted = { ...view, notes };
    expect(signsIn(graph, noted, [...told, other])).toEqual(new Set(['statements', 'disagree', 'note']));
    expect(signsIn(graph, { ...noted, lines: 'one' }, [...told, other])).toEqual(
      new Set(['several', 'disagree', 'note']),
    );
    // What is filtered away disagrees with nobody.
    expect(signsIn(graph, view, [other])).toEqual(new Set());
    expect(signsIn(graph, { ...view, placed: {} }, [])).toEqual(new Set());
  });
  it('leave their figures out in a crowd, where nothing is singled out: they would cover each other', () => {
    const more = Array.from({ length: CROWDED }, (_, at) => claim(`o${at}`, 'OWNS', 'bank', `c${at}`));
    const others = more.map(({ to }) => entity(to));
    const crowd = merged(scoped(emptyGraph, ['d']), {
      entities: ['bank', 'cloud'].map((id) => entity(id)).concat(others),
      claims: [...told, ...more],
    });
    const wide = place(
      view,
      Object.fromEntries(others.map(({ id }, at) => [`d:${id}`, { x: at * 50, y: 400 }])),
    );
    const labelIn = (now: View) =>
      drawn(now, crowd).find(({ key }) => key === 'd:bank*LENDS_TO*d:cloud*d:loan')?.label;
    expect(labelIn(wide)).toBe('≡2 ≠');
    expect(labelIn({ ...wide, selection: { kind: 'entity', key: 'd:cloud' } })).toBe('$2.3bn ≡2 ≠');
  });
  it('stand each by itself, or all as one, as the reader says', () => {
    expect(drawn({ lines: 'apart' }).map(({ key }) => key)).toEqual(['d:first', 'd:later', 'd:other']);
    expect(drawn({ lines: 'one' }).map(({ key, label }) => [key, label])).toEqual([
      ['d:bank*LENDS_TO*d:cloud', '×3 ≠'],
    ]);
  });
  it('hold each claim once, whichever way they are drawn', () => {
    for (const lines of ['auto', 'apart', 'one'] as const)
      for (const apart of [new Set<string>(), new Set(['d:later'])])
        expect(
          strandsOf(graph, [...told, other], apart, lines)
            .flatMap(({ claims }) => claims.map(({ id }) => id))
            .sort(),
        ).toEqual(['first', 'later', 'other']);
  });
});

describe('claims say otherwise', () => {
  const [first = other, later = other] = told;
  it('with another figure for the same thing at the same time', () => {
    expect(contradict(graph, first, later)).toBe(true);
    expect(contradicting(graph, first).map(({ id }) => id)).toEqual(['later']);
    expect(contradict(graph, first, lends('eur', { ...loan, currency: 'EUR', amount: 3e9 }))).toBe(false);
    expect(contradict(graph, first, lends('then', { ...loan, start: '2025', amount: 3e9 }))).toBe(false);
  });
  it('not where one of them gives no date or no figure, nor of two deals', () => {
    expect(contradict(graph, first, other)).toBe(false);
    expect(contradict(graph, first, lends('silent', loan))).toBe(false);
    expect(contradict(graph, first, lends('second', { ...loan, deal: 'second', amount: 9e9 }))).toBe(false);
  });
  it('with another status in one deal, or where the data says so', () => {
    const closed = lends('closed', { ...loan, status: 'closed' });
    expect(contradict(graph, closed, lends('off', { ...loan, status: 'cancelled' }))).toBe(true);
    const marked = claim('no', 'COMMENTS_ON', 'bank', 'cloud', { contradicts: ['other'] });
    expect([contradict(graph, marked, other), contradict(graph, other, marked)]).toEqual([true, true]);
    expect(disagree(graph, [other, closed])).toBe(false);
  });
});

describe('a table as text', () => {
  it('keeps each cell in its place, whatever stands in it', () => {
    expect(
      tsv([
        ['a', 'b\tc'],
        ['=1+1', 'x\r\ny '],
      ]),
    ).toBe("a\tb c\n'=1+1\tx y");
  });
});
