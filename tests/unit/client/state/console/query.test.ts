import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, parameterOf, parametersOf } from '../../../../../client/state/console/parameters.ts';
import { nameFor, openText } from '../../../../../client/state/console/query-text.ts';
import { readSignature } from '../../../../../client/state/console/signature.ts';
import { createConsoleStore, keepConsole } from '../../../../../client/state/console/store.ts';
import type { CypherValue } from '../../../../../server/core/cypher/values.ts';

describe('parameters', () => {
  it.each([
    ['String', '', ''],
    ['Integer', ' 42 ', 42],
    ['Integer', '9007199254740993', { $type: 'Integer', _value: '9007199254740993' }],
    ['Float', '1', { $type: 'Float', _value: '1' }],
    ['Boolean', 'true', true],
    ['Date', '2025-09-22', { $type: 'Date', _value: '2025-09-22' }],
    ['Duration', 'P1Y', { $type: 'Duration', _value: 'P1Y' }],
    ['JSON', '{"a": [1]}', { a: [1] }],
    [
      'JSON',
      '[9007199254740993, "9007199254740993"]',
      [{ $type: 'Integer', _value: '9007199254740993' }, '9007199254740993'],
    ],
    [
      'JSON',
      '{"a\\"1.0": [1.0, -2e3, 1.5, 7]}',
      { 'a"1.0': [{ $type: 'Float', _value: '1.0' }, { $type: 'Float', _value: '-2e3' }, 1.5, 7] },
    ],
    ['Float', 'NaN', { $type: 'Float', _value: 'NaN' }],
    ['Float', '-Infinity', { $type: 'Float', _value: '-Infinity' }],
    ['Null', 'whatever', null],
  ] as const)('%s %j is sent as it is meant', (type, text, value) => {
    expect(parameterOf({ type, text })).toEqual({ value });
  });

  it.each([
    ['String', undefined, 'missing'],
    ['Integer', '', 'missing'],
    ['Integer', '1.5', 'integer'],
    ['Integer', '9223372036854775808', 'integer'],
    ['Float', 'one', 'float'],
    ['Boolean', 'yes', 'boolean'],
    ['Date', '22.9.2025', 'temporal'],
    ['Duration', 'P', 'temporal'],
    ['JSON', '{a: 1}', 'json'],
    ['JSON', '[9223372036854775808]', 'integer'],
    ['Float', 'infinity', 'float'],
  ] as const)('%s %j is not sent: %s', (type, text, fault) => {
    expect(parameterOf({ type, text })).toEqual({ fault });
  });

  it('that are saved and taken up again are the same', () => {
    const value: fc.Arbitrary<CypherValue> = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc
        .bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n })
        .map((big) => ({ $type: 'Integer' as const, _value: String(big) })),
      fc.constant({ $type: 'Date' as const, _value: '2025-09-22' }),
      fc.array(fc.oneof(fc.string(), fc.integer())),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.integer()),
    );
    fc.assert(
      fc.property(value, (one) => {
        expect(parameterOf(entryOf(one))).toEqual({ value: one });
      }),
    );
  });

  it('are those that the query names, no others', () => {
    const entries = { a: { type: 'Integer', text: '1' }, other: { type: 'Integer', text: 'x' } } as const;
    expect(parametersOf(['a', 'b'], entries)).toEqual({
      values: { a: 1 },
      faults: new Map([['b', 'missing']]),
    });
  });

  it('may be called as something that every object has', () => {
    const names = ['constructor', '__proto__', 'toString'];
    expect([...parametersOf(names, {}).faults.keys()]).toEqual(names);
    const entries = Object.fromEntries(names.map((name) => [name, { type: 'String', text: name } as const]));
    expect(Object.entries(parametersOf(names, entries).values)).toEqual(names.map((name) => [name, name]));
  });
});

describe('the text of a query', () => {
  it.each([
    ["MATCH (n {id: 'nv", 'nv'],
    ['WHERE n.id = "a" AND m.id = "b', 'b'],
    ["RETURN 'it\\'s", "it\\'s"],
    ["RETURN 'done'", undefined],
    ['MATCH (`odd', undefined],
    ["RETURN 1 // it's", undefined],
    ["RETURN '", ''],
  ])('%j: the text begun is %j', (before, text) => expect(openText(before)).toBe(text));

  it('gives a name of one line', () => {
    expect(nameFor('MATCH (n)\n\tRETURN n')).toBe('MATCH (n) RETURN n');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        const name = nameFor(query);
        expect(name).toMatch(/^\P{Cc}+$/u);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

describe('a signature', () => {
  it('tells what a procedure takes and yields', () => {
    const read = readSignature(
      'db.index.q(name :: STRING, options = {} :: MAP) :: (node :: NODE, score :: LIST<FLOAT>)',
    );
    expect(read.takes).toEqual([
      { name: 'name', type: 'STRING' },
      { name: 'options', type: 'MAP', byDefault: '{}' },
    ]);
    expect(read.yields).toEqual([
      { name: 'node', type: 'NODE' },
      { name: 'score', type: 'LIST<FLOAT>' },
    ]);
  });
  it('tells what a function gives, and forgives one that it cannot read', () => {
    expect(readSignature('e() :: FLOAT')).toEqual({ takes: [], gives: 'FLOAT', yields: [] });
    expect(readSignature('odd')).toEqual({ takes: [], gives: 'ANY', yields: [] });
    expect(readSignature('odd(').takes).toEqual([]);
  });
});

describe('what is remembered of the console', () => {
  it('comes back, and what is not sound is left', () => {
    const kept = new Map<string, string>();
    const keeper = () => ({
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    });
    const store = createConsoleStore(keeper);
    store.setState({
      text: 'RETURN $a',
      entries: { a: { type: 'Integer', text: '1' } },
      limits: { maxRows: 5 },
    });
    keepConsole(keeper, store.getState());
    expect(createConsoleStore(keeper).getState()).toMatchObject({
      text: 'RETURN $a',
      limits: { maxRows: 5 },
      entries: { a: { text: '1' } },
    });
    for (const bad of ['', 'null', '{"text":1}']) {
      kept.set('loopscope.console', bad);
      expect(createConsoleStore(keeper).getState().text).toBe('');
    }
  });
});
