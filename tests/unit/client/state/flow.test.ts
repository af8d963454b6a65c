import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowsOf, thatFit } from '../../../../client/state/flow/flows.ts';
import { flowPicture } from '../../../../client/state/flow/index.ts';
import { LINE, overlaps, textWidth, wrapped } from '../../../../client/state/flow/names.ts';
import type { Picture, Words, Written } from '../../../../client/state/flow/picture.ts';
import { LEAST, scaleOf } from '../../../../client/state/flow/scale.ts';
import { emptyGraph } from '../../../../client/state/graph.ts';
import { chain, claim, loop } from '../samples.ts';

const words: Words = {
  name: (key) => key.slice(2),
  note: () => '',
  leg: ({ claim: { type } }) => [type, 'amount unknown'],
  figure: ({ size }) => (size.kind === 'known' ? `$${size.value}` : ''),
  middle: ['at most $2.3bn'],
};
const BOX = { width: 660, height: 520 };
const draw = (loops: Parameters<typeof flowPicture>[1]): Picture =>
  flowPicture(emptyGraph, loops, BOX, { words: () => words, widths: 'log' }).picture;

/** The box that a name covers. */
function rectOf({ lines, at, anchor }: Written) {
  const wide = Math.max(...lines.map(textWidth));
  const left = anchor === 'start' ? at.x : anchor === 'end' ? at.x - wide : at.x - wide / 2;
  return { left, right: left + wide, top: at.y, bottom: at.y + lines.length * LINE };
}
const labelsOf = ({ nodes, ribbons }: Picture): Written[] => [
  ...nodes.map(({ label }) => label),
  ...ribbons.flatMap(({ label }) => label ?? []),
];

describe('one loop', () => {
  const picture = draw([loop('long', chain)]);
  it('is a ring: its stops in turn clockwise from the left, the recurring one at each of its stops and joined', () => {
    expect(picture.shape).toBe('ring');
    expect(picture.nodes.map(({ key }) => key)).toEqual([
      'd:nvidia',
      'd:coreweave',
      'd:lenders',
      'd:coreweave',
    ]);
    const [first, second, third] = picture.nodes;
    expect(first?.at.x).toBeLessThan(picture.centre.x);
    expect(second?.at.y).toBeLessThan(picture.centre.y);
    expect(third?.at.x).toBeGreaterThan(picture.centre.x);
    expect(picture.same).toHaveLength(1);
  });
  it('has a ribbon where a sum is known, and none where it is unknown or no money moves', () => {
    expect(picture.ribbons.map(({ banded }) => banded)).toEqual([false, false, true, false]);
    expect(picture.ribbons.map(({ flow }) => flow.size.kind)).toEqual([
      'unknown',
      'none',
      'known',
      'unknown',
    ]);
  });
  it('numbers its legs', () => {
    expect(picture.ribbons.map(({ mark }) => mark?.text)).toEqual(['1', '2', '3', '4']);
  });
});

describe('several loops', () => {
  const two = [
    loop('a', [
      claim('1', 'INVESTS_IN', 'x', 'y', { amount: 1e9, currency: 'USD' }),
      claim('2', 'BUYS_FROM', 'y', 'x'),
    ]),
    loop('b', [
      claim('3', 'LENDS_TO', 'x', 'z', { amount: 5e9, currency: 'USD' }),
      claim('4', 'BUYS_FROM', 'z', 'y', { amount: 3e8, currency: 'GBP' }),
      claim('2', 'BUYS_FROM', 'y', 'x'),
    ]),
  ];
  const picture = draw(two);
  it('are drawn on one ring, every entity and every shared leg once', () => {
    expect(picture.shape).toBe('chords');
    expect(picture.nodes.map(({ key }) => key).sort()).toEqual(['d:x', 'd:y', 'd:z']);
    expect(picture.ribbons.map(({ flow }) => flow.claim.id).sort()).toEqual(['1', '2', '3', '4']);
  });
  it('compare the sums of one currency by width; another is an outline, an unknown one a line with "?"', () => {
    const of = (id: string) => picture.ribbons.find(({ flow }) => flow.claim.id === id);
    expect(of('3')?.width).toBeGreaterThan(of('1')?.width ?? 0);
    expect(of('4')).toMatchObject({ banded: true, measured: false });
    expect(of('2')).toMatchObject({ banded: false, mark: { text: '?' } });
    expect(picture.scale.currency).toBe('USD');
  });
  it('take in as many as there is room for, and one in any case', () => {
    expect(thatFit(emptyGraph, two, { entities: 2, flows: 9 })).toEqual(two.slice(0, 1));
    expect(thatFit(emptyGraph, two, { entities: 1, flows: 1 })).toEqual(two.slice(0, 1));
    expect(thatFit(emptyGraph, two, { entities: 3, flows: 4 })).toEqual(two);
  });
  it('may have a flow from an entity to itself', () => {
    const self = draw([
      loop('s', [claim('s', 'PAYS_TO', 'x', 'x')]),
      loop('a', [claim('1', 'INVESTS_IN', 'x', 'y'), claim('2', 'BUYS_FROM', 'y', 'x')]),
    ]);
    expect(self.ribbons.find(({ flow }) => flow.claim.id === 's')?.path).not.toContain('NaN');
  });
});

const sums = fc.array(fc.double({ min: 1, max: 1e13, noNaN: true }), { minLength: 1, maxLength: 12 });
const flowsOfSums = (values: readonly number[]) =>
  flowsOf(emptyGraph, [
    loop(
      'l',
      values.map((amount, index) =>
        claim(`c${index}`, 'PAYS_TO', `e${index}`, `e${(index + 1) % values.length}`, {
          amount,
          currency: 'USD',
        }),
      ),
    ),
  ]);

describe('widths', () => {
  it('never fall as sums rise, stay between the least and the most, and in proportion double with the sum', () => {
    fc.assert(
      fc.property(sums, fc.constantFrom('linear' as const, 'log' as const), (values, widths) => {
        const flows = flowsOfSums(values);
        const scale = scaleOf(flows, widths, 40);
        const sorted = [...flows].sort((a, b) => (a.claim.amount ?? 0) - (b.claim.amount ?? 0));
        const found = sorted.map((flow) => scale.widthOf(flow).width);
        for (const [index, width] of found.entries()) {
          expect(width).toBeGreaterThanOrEqual(LEAST - 1e-9);
          expect(width).toBeLessThanOrEqual(40 + 1e-9);
          expect(width).toBeGreaterThanOrEqual((found[index - 1] ?? 0) - 1e-9);
        }
      }),
    );
    const [whole, half] = flowsOfSums([1e9, 5e8]);
    const scale = scaleOf(whole && half ? [whole, half] : [], 'linear', 40);
    expect(whole && scale.widthOf(whole).width).toBe(40);
    expect(half && scale.widthOf(half).width).toBe(20);
  });
});

const name = fc.constantFrom(
  'AI',
  'CoreWeave',
  'Lenders of the second facility',
  '雲端服務商的貸款機構',
  'xAI',
);
/** Loops among up to twenty entities with names of both scripts. */
const tangle = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 0, max: 19 }), name), { minLength: 2, maxLength: 5 }),
  { minLength: 1, maxLength: 10 },
);

describe('names', () => {
  it('do not lie over one another, and stay inside the picture', () => {
    fc.assert(
      fc.property(tangle, (stops) => {
        const loops = stops.map((round, index) =>
          loop(
            `l${index}`,
            round.map(([from], leg) =>
              claim(`${index}-${leg}`, 'PAYS_TO', `e${from}`, `e${round[(leg + 1) % round.length]?.[0]}`),
            ),
          ),
        );
        const given = new Map(stops.flat().map(([at, called]) => [`d:e${at}`, called]));
        const { picture } = flowPicture(emptyGraph, loops, BOX, {
          words: () => ({ ...words, name: (key) => given.get(key) ?? key }),
          widths: 'log',
        });
        const rects = labelsOf(picture).map(rectOf);
        for (const [index, rect] of rects.entries()) {
          expect(rect.left).toBeGreaterThanOrEqual(0);
          expect(rect.right).toBeLessThanOrEqual(BOX.width);
          expect(rect.top).toBeGreaterThanOrEqual(0);
          expect(rect.bottom).toBeLessThanOrEqual(BOX.height);
          for (const other of rects.slice(index + 1)) expect(overlaps(rect, other)).toBe(false);
        }
      }),
    );
  });
  it('are broken into lines of a width, Chinese ones anywhere, and cut where they are longer', () => {
    expect(wrapped('Lenders of the facility', 90)).toEqual(['Lenders of', 'the facility']);
    expect(wrapped('雲端服務商的貸款機構', 70)).toEqual(['雲端服務商', '的貸款機構']);
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 30, max: 200 }), (text, width) => {
        for (const line of wrapped(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
