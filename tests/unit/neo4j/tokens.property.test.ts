import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, tokensOf } from '../../../server/neo4j/console/tokens.ts';

/** A piece of a query, and what it should come to: a token, or nothing where it is space or a comment. */
type Piece = { written: string; kind?: 'word' | 'name' | 'text' | 'sign'; text?: string };

const KEYWORDS = ['LOAD', 'CSV', 'CALL', 'CREATE', 'match', 'ſet', '查詢', 'x_1', '42'];
const inside = (except: RegExp) =>
  fc
    .array(fc.constantFrom(...KEYWORDS, ' ', '\n', "'", '"', '`', '/*', '*/', '//', '{', ';', '😀'), {
      maxLength: 5,
    })
    .map((parts) => parts.join(' '))
    .filter((text) => !except.test(text));
const word = fc.constantFrom(...KEYWORDS).map((text): Piece => ({ written: text, kind: 'word', text }));
const sign = fc
  .constantFrom('{', '}', '(', ')', ';', '$', ':', '=', '-', '😀')
  .map((text): Piece => ({ written: text, kind: 'sign', text }));
const quoted = fc
  .constantFrom("'", '"')
  .chain((quote) =>
    inside(new RegExp(quote)).map(
      (text): Piece => ({ written: `${quote}${text}${quote}`, kind: 'text', text }),
    ),
  );
const name = inside(/$^/).map(
  (text): Piece => ({ written: `\`${text.replaceAll('`', '``')}\``, kind: 'name', text }),
);
const comment = fc.oneof(
  inside(/\*\//).map((text): Piece => ({ written: `/*${text}*/` })),
  inside(/[\r\n]/).map((text): Piece => ({ written: `//${text}\n` })),
);
const piece = fc.oneof(word, sign, quoted, name, comment);
const pieces = fc.array(piece, { maxLength: 12 });
/** With a space between, as two words would be one without. */
const queryOf = (all: readonly Piece[]): string => all.map(({ written }) => written).join(' ');

/** Some characters written as the escapes that the database reads first. */
const disguised = (text: string, which: readonly boolean[]): string =>
  Array.from({ length: text.length }, (_, at) =>
    which[at % Math.max(1, which.length)]
      ? `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
      : text.charAt(at),
  ).join('');

const told = (query: string) => tokensOf(query).map(({ kind, text }) => ({ kind, text }));
const expected = (all: readonly Piece[]) =>
  all.flatMap(({ kind, text }) => (kind === undefined ? [] : [{ kind, text }]));

describe('the words of a query', () => {
  it('are those it was put together from: nothing in a text, a quoted name or a comment is one', () => {
    fc.assert(
      fc.property(pieces, (all) => {
        expect(told(queryOf(all))).toEqual(expected(all));
      }),
    );
  });

  it('are the same where any of it is written in escapes', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.boolean(), { maxLength: 40 }), (all, which) => {
        expect(told(disguised(queryOf(all), which))).toEqual(expected(all));
      }),
    );
  });

  it('stand where they say: one after the other, with space and comments between, whatever came in', () => {
    const anything = fc.string({
      maxLength: 60,
      unit: fc.oneof(fc.constantFrom(...'\\u0041\'"`/* \n'), fc.string({ unit: 'binary' })),
    });
    fc.assert(
      fc.property(fc.oneof(anything, pieces.map(queryOf)), (query) => {
        let end = 0;
        for (const token of tokensOf(query)) {
          const between = decode(query.slice(end, token.at)).text;
          expect(between.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|[\s\p{C}\p{Z}]/gu, '')).toBe('');
          expect(token.at).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.at);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(query.length);
      }),
    );
  });

  it('are read from what the escapes stand for, each character with its place in what was sent', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('\\')),
        fc.array(fc.boolean()),
        (text, which) => {
          const sent = disguised(text, which);
          const { text: read, offsets } = decode(sent);
          expect(read).toBe(text);
          expect(offsets).toHaveLength(text.length + 1);
          expect(offsets.at(-1)).toBe(sent.length);
          for (let at = 0; at < text.length; at++)
            expect(decode(sent.slice(offsets[at], offsets[at + 1])).text).toBe(text.charAt(at));
        },
      ),
    );
  });
});
