import { describe, expect, it } from 'vitest';
import { DRAWN, drawingOf, entityIn } from '../../../../../client/state/console/drawing.ts';
import { planLines } from '../../../../../client/state/console/plan.ts';
import { begun, failed, faultOf, taken, worthRepeating } from '../../../../../client/state/console/result.ts';
import { columnsOf, moved } from '../../../../../client/state/console/table.ts';
import type { CypherEvent, PlanStep } from '../../../../../server/core/contract/cypher.ts';
import type { NodeValue, RelationshipValue } from '../../../../../server/core/cypher/values.ts';

const start = () => begun({ number: 1, query: 'RETURN 1', mode: 'run', parameters: {}, limits: {} });

describe('what comes of a query', () => {
  it('is the same however the events are cut into batches', () => {
    const events: CypherEvent[] = [
      { type: 'columns', columns: ['a'] },
      ...[1, 2, 3].map((value) => ({ type: 'row' as const, row: [value] })),
      { type: 'end', count: 3, ms: 5, truncated: true, reason: 'rows' },
    ];
    const whole = taken(start(), events);
    const single = events.reduce((result, event) => taken(result, [event]), start());
    expect(single).toEqual(whole);
    expect(whole).toMatchObject({ phase: 'done', count: 3, rows: [[1], [2], [3]], columns: ['a'] });
    expect(whole.ended).toEqual({ count: 3, ms: 5, truncated: true, reason: 'rows' });
  });

  it('stays where it breaks off, and says whether trying again may help', () => {
    const some = taken(start(), [{ type: 'row', row: [1] }]);
    const broken = failed(some, { code: 'offline', message: 'gone', details: {} });
    expect(broken).toMatchObject({ phase: 'failed', count: 1, failure: { code: 'offline' } });
    expect(worthRepeating({ code: 'offline', message: '', details: {} })).toBe(true);
    expect(worthRepeating({ code: 'bad_query', message: '', details: {} })).toBe(false);
    expect(failed(some, { code: 'cancelled', message: '', details: {} })).toMatchObject({
      phase: 'cancelled',
      failure: undefined,
    });
  });

  it('names the place and code that the database gives, and nothing where it gives none', () => {
    const place = { line: 2, column: 1, offset: 10 };
    expect(faultOf({ code: 'bad_query', message: '', details: { code: 'Neo.X', place } })).toEqual({
      code: 'Neo.X',
      place,
    });
    expect(
      faultOf({ code: 'refused', message: '', details: { reason: 'writes', what: 'DELETE', place } }),
    ).toMatchObject({ place, refused: { what: 'DELETE' } });
    expect(faultOf({ code: 'refused', message: '', details: { nonsense: 1 } })).toEqual({});
    expect(faultOf({ code: 'timeout', message: '', details: {} })).toEqual({});
  });
});

const step = (operator: string, parent: number | null, dbHits: number | null = null): PlanStep => ({
  operator,
  parent,
  dbHits,
  details: '',
  estimatedRows: 10,
  rows: dbHits,
  more: {},
});
describe('a plan', () => {
  it('is told as a tree, parents first, with the share of each in the hits', () => {
    const lines = planLines([
      step('Results', null, 0),
      step('Join', 0, 10),
      step('Left', 1, 30),
      step('Scan', 2, 40),
      step('Right', 1, 20),
    ]);
    expect(lines.map(({ step: { operator }, depth, share }) => [operator, depth, share])).toEqual([
      ['Results', 0, 0],
      ['Join', 1, 0.1],
      ['Left', 2, 0.3],
      ['Scan', 3, 0.4],
      ['Right', 2, 0.2],
    ]);
  });
  it('that was not run is weighed by its estimates', () => {
    expect(planLines([step('Results', null), step('Scan', 0)]).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
  it('may be as deep as a long query makes it', () => {
    const deep = Array.from({ length: 20_000 }, (_, at) => step('Apply', at === 0 ? null : at - 1));
    expect(planLines(deep).at(-1)?.depth).toBe(19_999);
  });
});

const node = (id: string, labels = ['Entity', 'Company']): NodeValue => ({
  $type: 'Node',
  _value: { _element_id: id, _labels: labels, _properties: { id, dataset: 'd' } },
});
const between = (from: string, to: string): RelationshipValue => ({
  $type: 'Relationship',
  _value: {
    _element_id: `${from}${to}`,
    _start_node_element_id: from,
    _end_node_element_id: to,
    _type: 'OWNS',
    _properties: {},
  },
});
describe('what there is to draw', () => {
  it('is found in lists, maps and paths, each once, and without relationships that hang in the air', () => {
    const { nodes, relationships, more } = drawingOf([
      [[node('a'), { of: node('b') }], { $type: 'Path', _value: [node('a'), between('a', 'c'), node('c')] }],
      [between('b', 'a'), between('a', 'z')],
    ]);
    expect([...nodes.keys()]).toEqual(['a', 'b', 'c']);
    expect([...relationships.keys()]).toEqual(['ac', 'ba']);
    expect(more).toBe(false);
  });
  it('is no more than can be read, and says so', () => {
    const rows = Array.from({ length: DRAWN.nodes + 5 }, (_, at) => [node(String(at))]);
    expect(drawingOf(rows)).toMatchObject({ more: true });
    expect(drawingOf(rows).nodes.size).toBe(DRAWN.nodes);
  });
  it('knows entities from other nodes of the database', () => {
    expect(entityIn(node('a'))).toBe('d:a');
    expect(entityIn(node('a', ['Evidence']))).toBeUndefined();
  });
});

describe('the table', () => {
  it('names the types of a column, but for null, and keeps widths within bounds', () => {
    const [a, b, c] = columnsOf(
      ['a', 'b', 'c'],
      [
        [1, 'x'.repeat(500), null],
        [{ $type: 'Float', _value: '1.0' }, null, null],
      ],
      'en',
    );
    expect(a?.types).toEqual(['Integer', 'Float']);
    expect(b).toMatchObject({ types: ['String'], width: 360 });
    expect(c?.types).toEqual([]);
    expect(c?.width).toBeGreaterThanOrEqual(72);
  });
  it('is walked by keys, and never left by them', () => {
    const size = { rows: 3, columns: 2, page: 10 };
    expect(moved({ row: 0, column: 0 }, 'ArrowDown', size)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 0, column: 0 }, 'ArrowLeft', size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 1, column: 1 }, 'PageDown', size)).toEqual({ row: 2, column: 1 });
    expect(moved({ row: 1, column: 1 }, 'x', size)).toBeUndefined();
  });
});
