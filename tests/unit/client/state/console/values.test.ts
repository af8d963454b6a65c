import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tsvOf } from '../../../../../client/state/console/file.ts';
import { durationText, timeText } from '../../../../../client/state/console/time-text.ts';
import { partsIn, stepsOf, textOf, typeOf } from '../../../../../client/state/console/values.ts';
import type { CypherValue, NodeValue, RelationshipValue } from '../../../../../server/core/cypher/values.ts';
import { guarded } from '../../../../../server/core/model/formula.ts';

const node = (
  id: string,
  properties: NodeValue['_value']['_properties'],
  labels = ['Entity'],
): NodeValue => ({
  $type: 'Node',
  _value: { _element_id: id, _labels: labels, _properties: properties },
});
const relationship = (from: string, to: string, type = 'INVESTS_IN'): RelationshipValue => ({
  $type: 'Relationship',
  _value: {
    _element_id: `${from}-${to}`,
    _start_node_element_id: from,
    _end_node_element_id: to,
    _type: type,
    _properties: {},
  },
});

describe('a value as text', () => {
  it('keeps every digit of a number, whatever its size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const sent: CypherValue =
          value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
            ? Number(value)
            : { $type: 'Integer', _value: String(value) };
        expect(textOf(sent, 'en')).toBe(String(value));
        expect(typeOf(sent)).toBe('Integer');
      }),
    );
  });

  it('tells texts in lists from what they would be outside of them', () => {
    expect(textOf([1, '1, 2', null, { a: 'b' }], 'en')).toBe('[1, "1, 2", null, {a: "b"}]');
    expect(typeOf([])).toBe('List');
  });

  it('takes a map that has a key $type of its own for a map', () => {
    expect(typeOf({ $type: 'Nonsense', _value: 'x' })).toBe('Map');
    expect(textOf({ $type: 'Map', _value: { $type: 'Date' } }, 'en')).toBe('{$type: "Date"}');
  });

  it('calls a node by its name in the language of the page', () => {
    const nvidia = node('1', { id: 'nvidia', nameEn: 'Nvidia', nameZh: '英偉達' });
    expect(textOf(nvidia, 'en')).toBe('Nvidia');
    expect(textOf(nvidia, 'zh')).toBe('英偉達');
    expect(textOf(node('2', {}, ['Load']), 'en')).toBe('Load');
  });

  it('tells a path with each relationship the way that it points', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => node(id, { id }));
    if (!a || !b || !c) throw new Error('three nodes');
    const path = {
      $type: 'Path' as const,
      _value: [a, relationship('a', 'b'), b, relationship('c', 'b', 'OWNS'), c],
    };
    expect(textOf(path, 'en')).toBe('a -[INVESTS_IN]-> b <-[OWNS]- c');
    expect(stepsOf(path).map(({ by }) => by?.forward)).toEqual([undefined, true, false]);
  });
});

describe('a large value', () => {
  it('is written out as far as there is room for it', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => at);
    expect(textOf(many, 'en', 10)).toBe('[0, 1, 2, 3, 4, …]');
    expect(textOf(Object.fromEntries(many.map((at) => [`k${at}`, at])), 'en', 10)).toBe('{k0: 0, k1: 1, …}');
    expect(textOf('a'.repeat(100_000), 'en', 10)).toBe(`${'a'.repeat(10)}…`);
    expect(textOf(['a'.repeat(100_000), 1], 'en', 4)).toBe('["aaaa…", …]');
    // Not within a character that takes two units.
    expect(textOf('aaa😀', 'en', 4)).toBe('aaa…');
    expect(textOf(many, 'en')).toHaveLength(688_890);
  });

  it('tells the nodes and relationships in it, each once, as many as are asked for', () => {
    const [a, b] = [node('a', {}), node('b', {})];
    const r = relationship('a', 'b');
    const value: CypherValue = [
      a,
      { in: [{ $type: 'Path', _value: [a, r, b] }] },
      null,
      'a',
      { $type: 'Map', _value: { b } },
    ];
    expect(partsIn(value, 10)).toEqual([a, r, b]);
    expect(partsIn(value, 2)).toEqual([a, r]);
  });
});

describe('time as text', () => {
  it.each([
    ['P1Y2M3DT4H5M6.5S', '1 y 2 mo 3 d 4 h 5 min 6.5 s'],
    ['P14M', '1 y 2 mo'],
    ['P2W1D', '15 d'],
    ['PT3723S', '1 h 2 min 3 s'],
    ['PT0S', '0 s'],
    ['P1Y2M3DT', '1 y 2 mo 3 d'],
    ['PT-0.5S', '-0.5 s'],
    ['PT-1.5S', '-1.5 s'],
    ['P-1M', '-1 mo'],
    ['PT0.000000001S', '0.000000001 s'],
    ['not a duration', 'not a duration'],
  ])('%s is %s', (iso, text) => expect(durationText(iso, 'en')).toBe(text));

  it.each([
    ['2024-05-01', '2024-05-01'],
    ['2024-05-01T12:30:00', '2024-05-01 12:30:00'],
    ['2024-05-01T12:30:00.500000000+02:00[Europe/Paris]', '2024-05-01 12:30:00.5 +02:00 Europe/Paris'],
    ['12:30:00.000000000Z', '12:30:00 Z'],
    ['2024-05-01T12:30Z', '2024-05-01 12:30 Z'],
    ['no time', 'no time'],
  ])('%s is %s', (iso, text) => expect(timeText(iso)).toBe(text));

  it('loses nothing of a duration that is made of seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (seconds) => {
        const told = durationText(`PT${seconds}S`, 'en');
        const read = (unit: string) => Number(new RegExp(`(\\d+) ${unit}(?= |$)`).exec(told)?.[1] ?? 0);
        expect(read('h') * 3600 + read('min') * 60 + read('s')).toBe(seconds);
      }),
    );
  });
});

describe('rows for a spreadsheet', () => {
  it('come back from the clipboard as they were, tabs, lines and quotes included', () => {
    const unquoted = (cell: string) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', '英') }), { minLength: 1 }),
        (texts) => {
          const tsv = tsvOf(
            texts.map((_, at) => `c${at}`),
            [texts],
          );
          const cells = tsv
            .slice(tsv.indexOf('\n') + 1)
            .match(/(?:"(?:[^"]|"")*"|[^\t\n"]*)(?:\t|$)/g)
            ?.slice(0, texts.length);
          expect(cells?.map((cell) => unquoted(cell.replace(/\t$/, '')))).toEqual(texts.map(guarded));
        },
      ),
    );
  });

  it('have numbers in full, nothing for null, and JSON for what is no text', () => {
    expect(
      tsvOf(['a', 'b', 'c', 'd'], [[null, { $type: 'Integer', _value: '9007199254740993' }, [1], true]]),
    ).toBe('a\tb\tc\td\n\t9007199254740993\t[1]\ttrue');
  });
});
