import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fragmentOf,
  nowhere,
  readAddress,
  readParts,
  writeAddress,
  writeParts,
} from '../../../../client/state/address.ts';
import { amend, begin, record, undo, undoable } from '../../../../client/state/history.ts';
import {
  packJson,
  packKeys,
  packPoints,
  unpackJson,
  unpackKeys,
  unpackPoints,
} from '../../../../client/state/packing.ts';
import { initialView, place, select } from '../../../../client/state/view.ts';
import { anyStep, anyView, key } from './views.ts';

const nothing = { datasets: [], places: {} };

describe('the address', () => {
  const places = { 'd:a': { x: 0, y: 0 }, 'd:b': { x: 1, y: 1 } };
  const start = { datasets: ['d'], places };
  const view = place({ ...initialView, datasets: ['d'] }, places);
  it('says only what a fresh start would not show', () => {
    expect(writeAddress(view, 'en', start)).toBe('#lang=en');
  });
  it('is readable where it can be, and says where things are', () => {
    const other = place(
      { ...select(view, { kind: 'claim', key: 'd:x' }), isolated: true, datasets: ['d', 'e'] },
      { 'e:c': { x: 5, y: -300 } },
    );
    const fragment = writeAddress(other, 'zh', start);
    expect(fragment).toMatch(/^#lang=zh&in=d,e&claim=d:x&only=1&on=d:a,b,e:c&at=[\w-]+$/);
    expect(readAddress(fragment)).toEqual({ lang: 'zh', view: other, on: ['d:a', 'd:b', 'e:c'] });
  });
  it('takes keys with their datasets each, as links have had them', () => {
    expect(readAddress('#on=d:a,d:b,e:c').on).toEqual(['d:a', 'd:b', 'e:c']);
    expect(readAddress('#on=a,b').on).toEqual(['a', 'b']);
  });
  it('takes what may be unknown, and whom loops go through, as links had them when they were one choice each', () => {
    const { loops } = readAddress('#through=d:a&least=1&unknown=true').view;
    expect(loops.through).toEqual(['d:a']);
    expect(loops.constraints.unknown).toEqual(['status', 'amount', 'date']);
    const now = readAddress('#through=d:a,b,e:c&least=1&unknown=date,gone').view.loops;
    expect(now.through).toEqual(['d:a', 'd:b', 'e:c']);
    expect(now.constraints.unknown).toEqual(['date']);
  });
  it('names no more entities than a question may', () => {
    const many = Array.from({ length: 30 }, (_, at) => `d:e${at}`).join();
    const { loops } = readAddress(`#through=${many}&avoid=${many}`).view;
    expect([loops.through.length, loops.constraints.avoid?.length]).toEqual([20, 20]);
  });
  it('gives no positions where it cannot be told whose they are', () => {
    const [on, at] = ['d:a,b', packPoints([{ x: 1, y: 2 }])];
    for (const text of [at, '!', '', 'A'.repeat(400)]) {
      const address = readAddress(`#on=${on}&at=${text}`);
      expect(address.on).toEqual(['d:a', 'd:b']);
      expect(address.view.placed).toEqual({});
    }
  });
  it('makes nothing of nonsense', () => {
    expect(
      readAddress(
        '#lang=fr&reading=loud&on=,,&only=yes&legs=99&in=,&at=%&grew=*zz,_&view=x&dim=class:Nothing',
      ),
    ).toEqual({ ...nowhere, on: [] });
    expect(
      readAddress('#status=gone&grade=best&least=-1&stated=no&pattern=&__proto__=x&constructor=y'),
    ).toEqual(nowhere);
    expect(readAddress('')).toEqual(nowhere);
  });
  it('survives any text at all', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('on', 'at', 'grew', 'in', 'entities', 'dim', 'legs', 'sort', 'view'),
          fc.string(),
        ),
        (parts) => {
          const { view: read } = readAddress(`#${new URLSearchParams(parts)}`);
          expect(readParts(writeParts(read, nothing)).view).toEqual(read);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });
  it('gives every view back exactly, positions and all, from a fragment and from its parts', () => {
    fc.assert(
      fc.property(anyView, (any) => {
        expect(readAddress(writeAddress(any, 'zh', nothing)).view).toEqual(any);
        const parts = JSON.parse(JSON.stringify(writeParts(any, nothing)));
        expect(readParts(parts).view).toEqual(any);
        expect(fragmentOf('zh', parts)).toBe(writeAddress(any, 'zh', nothing));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('a view after commands', () => {
  it('is what its address gives, and two hundred undos give the first one back', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 200, maxLength: 200 }), (steps) => {
        const first = begin(place({ ...initialView, datasets: ['d'] }, { 'd:a': { x: 0.4, y: -0.2 } }));
        let history = first;
        let made = 0;
        for (const step of steps) {
          const next = record(history, step(history.present), { command: 'x' });
          if (next !== history) made++;
          history = next;
        }
        expect(readAddress(writeAddress(history.present, 'en', nothing)).view).toEqual(history.present);
        for (; undoable(history); made--) history = undo(history);
        expect(made).toBe(0);
        expect(history.present).toBe(first.present);
      }),
      { numRuns: 40, seed: 11 },
    );
  });
  it('has whole positions, however it came by them', () => {
    const odd = place(initialView, { 'd:a': { x: 1.5, y: -0.1 }, 'd:b': { x: Number.NaN, y: 1e300 } });
    const whole = { 'd:a': { x: 2, y: 0 }, 'd:b': { x: 0, y: 0 } };
    expect(begin(odd).present.placed).toEqual(whole);
    expect(amend(begin(initialView), odd).present.placed).toEqual(whole);
    expect(record(begin(initialView), odd, { command: 'x' }).present.placed).toEqual(whole);
  });
});

describe('packed', () => {
  it('keys, points and JSON come back as they were', () => {
    const short = fc.stringMatching(/^[a-z0-9]{1,4}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(key, short)),
        fc.array(
          fc.record({ x: fc.integer({ min: -1e7, max: 1e7 }), y: fc.integer({ min: -200, max: 200 }) }),
        ),
        fc.jsonValue(),
        (keys, points, json) => {
          expect(unpackKeys(packKeys(keys))).toEqual(keys);
          expect(unpackPoints(packPoints(points))).toEqual(points);
          expect(unpackJson(packJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
        },
      ),
      { seed: 3 },
    );
  });
  it('points of a usual picture take five or six letters each', () => {
    const points = Array.from({ length: 100 }, (_, at) => ({ x: at * 17 - 900, y: 800 - at * 13 }));
    expect(packPoints(points).length).toBeLessThan(600);
  });
});
