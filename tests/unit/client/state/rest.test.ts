import { describe, expect, it } from 'vitest';
import { claimsAmong, emptyGraph, merged, neighboursOf, scoped } from '../../../../client/state/graph.ts';
import { stepThrough, towards } from '../../../../client/state/navigate.ts';
import { defaultPrefs, keepPrefs, loadPrefs, readPrefs } from '../../../../client/state/prefs.ts';
import { grouped, joined, marked } from '../../../../client/state/search.ts';
import { heard, lost, nextAsk, reloaded, unknownServer } from '../../../../client/state/server.ts';
import { chain, entity } from '../samples.ts';

describe('settings', () => {
  const defaults = defaultPrefs(['en'], 1280);
  it('follow the browser at first', () => {
    expect(defaultPrefs(['zh-TW', 'en'], 1280).lang).toBe('zh');
    expect(defaults).toMatchObject({ lang: 'en', theme: 'system' });
  });
  it('keep what is sound in what was kept, and replace the rest', () => {
    expect(readPrefs('{"lang":"zh","theme":"loud","left":9999,"right":400}', defaults)).toEqual({
      ...defaults,
      lang: 'zh',
      right: 400,
    });
    expect(readPrefs('not json', defaults)).toEqual(defaults);
    expect(readPrefs('[1]', defaults)).toEqual(defaults);
  });
  it('work where storage is blocked or full', () => {
    const blocked = () => {
      throw new Error('SecurityError');
    };
    expect(loadPrefs(blocked, ['en'], 1280)).toEqual(defaults);
    expect(keepPrefs(blocked, defaults)).toBe(false);
  });
});

describe('the server', () => {
  const up = heard({ ready: true, store: 'neo4j', writable: true, datasets: [{ id: 'a', version: '1' }] });
  it('is asked seldom while it is well, soon and then less often when it is gone', () => {
    expect(nextAsk(up, 0)).toBe(15_000);
    const waits = [1, 2, 3, 4, 5, 9].map((failures) => nextAsk(lost(up), failures));
    expect(waits[0]).toBeLessThanOrEqual(2000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(Math.max(...waits)).toBeLessThanOrEqual(16_000);
  });
  it('is seen to serve other data', () => {
    const newer = heard({
      ready: true,
      store: 'neo4j',
      writable: true,
      datasets: [{ id: 'a', version: '2' }],
    });
    expect(reloaded(up, newer)).toBe(true);
    expect(reloaded(up, up)).toBe(false);
    expect(reloaded(unknownServer, up)).toBe(false);
  });
});

describe('keys on the canvas', () => {
  const placed = { a: { x: 0, y: 0 }, b: { x: 100, y: 10 }, c: { x: 60, y: 60 }, d: { x: -80, y: 0 } };
  it('lead to what lies in their direction, neighbours first', () => {
    expect(towards(placed, 'a', 'ArrowRight', new Set())).toBe('b');
    expect(towards(placed, 'a', 'ArrowLeft', new Set())).toBe('d');
    expect(towards(placed, 'a', 'ArrowUp', new Set())).toBeUndefined();
    expect(towards(placed, 'd', 'ArrowRight', new Set(['a']))).toBe('a');
  });
  it('step in a ring', () => {
    expect(stepThrough(['x', 'y'], 'y', 1)).toBe('x');
    expect(stepThrough(['x', 'y'], undefined, -1)).toBe('y');
    expect(stepThrough([], undefined, 1)).toBeUndefined();
  });
});

describe('the graph', () => {
  it('stays the same value where nothing is new', () => {
    const one = merged(scoped(emptyGraph, ['d']), { entities: [entity('nvidia')], claims: chain });
    expect(merged(one, { entities: [entity('nvidia')] })).toBe(one);
    expect(claimsAmong(one, new Set(['d:nvidia', 'd:coreweave'])).map(({ id }) => id)).toEqual([
      'buys',
      'invests',
    ]);
    expect(neighboursOf(emptyGraph, chain, 'd:coreweave')).toEqual(['d:nvidia', 'd:lenders']);
  });
});

describe('search results', () => {
  const hit = (id: string, score: number, more = {}) => ({
    entity: entity(id, more),
    score,
    field: 'nameEn' as const,
    matched: id,
    how: 'prefix' as const,
  });
  it('are grouped by kind, the kind of the best first', () => {
    const groups = grouped([
      hit('h100', 9, { kind: 'Chip' }),
      hit('aws', 5, { roles: ['CloudProvider'] }),
      hit('a100', 3, { kind: 'Chip' }),
    ]);
    expect(groups.map(({ of, hits }) => [of, hits.length])).toEqual([
      ['Chip', 2],
      ['CloudProvider', 1],
    ]);
  });
  it('name one thing once, whatever the dataset', () => {
    const graph = scoped(emptyGraph, ['d', 'e']);
    const hits = [hit('aws', 9), hit('amazon-web', 8, { dataset: 'e', sameAs: 'd:aws' }), hit('b', 7)];
    expect(joined(graph, hits).map(({ entity: of }) => of.id)).toEqual(['aws', 'b']);
    expect(joined(scoped(emptyGraph, ['e']), hits)).toHaveLength(3);
  });
  it('show where what was typed stands', () => {
    expect(marked('Nvidia', 'VID')).toEqual(['N', 'vid', 'ia']);
    expect(marked('英偉達', 'yingweida')).toBeUndefined();
  });
});
