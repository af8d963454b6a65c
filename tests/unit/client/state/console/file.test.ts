import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, recordsIn } from '../../../../../client/state/console/file.ts';
import type { CypherValue } from '../../../../../server/core/cypher/values.ts';

const whole = (kind: 'csv' | 'tsv' | 'json', columns: string[], rows: CypherValue[][]) =>
  [...fileOf(kind, columns, rows)].join('');
const node = (id: string, labels = ['Entity', 'Company']): CypherValue => ({
  $type: 'Node',
  _value: { _element_id: `4:${id}`, _labels: labels, _properties: { id, dataset: 'd', nameEn: id } },
});
const claim = (id: string): CypherValue => ({
  $type: 'Relationship',
  _value: {
    _element_id: `5:${id}`,
    _start_node_element_id: '4:a',
    _end_node_element_id: '4:b',
    _type: 'INVESTS_IN',
    _properties: { id, dataset: 'd' },
  },
});

describe('a result as a file', () => {
  it('a table comes back cell by cell, and no cell of it is a formula', () => {
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('a', '=', '+', '-', '@', "'", '"', ',', '\t', '\n', '\r', '英') }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom('csv' as const, 'tsv' as const), texts, (kind, cells) => {
        const columns = cells.map((_, at) => `c${at}`);
        const read: string[][] = parse(whole(kind, columns, [cells]), {
          bom: true,
          delimiter: kind === 'csv' ? ',' : '\t',
          record_delimiter: '\n',
          relax_column_count: true,
          skip_empty_lines: false,
        });
        expect(read[0]).toEqual(columns);
        expect(read[1]?.map((cell) => cell.replace(/^'(?=[=+\-@'\t\r])/, ''))).toEqual(cells);
        for (const cell of read[1] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
  it('numbers are exact, negative ones too, and null is nothing', () => {
    const rows = [[-5, { $type: 'Integer', _value: '-9007199254740993' } as const, null, 0.1]];
    expect(whole('csv', ['a', 'b', 'c', 'd'], rows)).toBe('\ufeffa,b,c,d\n-5,-9007199254740993,,0.1\n');
    expect(JSON.parse(whole('json', ['a', 'b', 'c', 'd'], rows))).toEqual([
      { a: -5, b: rows[0]?.[1], c: null, d: 0.1 },
    ]);
  });
  it('entities and claims keep their ids', () => {
    const [, row] = parse(whole('csv', ['n', 'r'], [[node('nvidia'), claim('x')]]), {
      bom: true,
    }) as string[][];
    expect(row?.[0]).toContain('"id":"nvidia"');
    expect(row?.[1]).toContain('"id":"x"');
  });
  it('more rows than one part holds are all there, in order', () => {
    const rows = Array.from({ length: 12_001 }, (_, at) => [at]);
    expect(JSON.parse(whole('json', ['n'], rows))).toEqual(rows.map(([n]) => ({ n })));
    expect(whole('csv', ['n'], rows).split('\n')).toHaveLength(12_003);
  });
});

it('finds the entities and claims of rows wherever they stand, each once; other nodes are none', () => {
  const path: CypherValue = { $type: 'Path', _value: [node('a'), claim('x'), node('b')] } as CypherValue;
  const found = recordsIn([
    [path, [node('c')], { key: claim('y') }, node('s', ['Source'])],
    [node('a'), 'text', null],
  ]);
  expect([...found.entities].sort()).toEqual(['d:a', 'd:b', 'd:c']);
  expect([...found.claims].sort()).toEqual(['d:x', 'd:y']);
});
