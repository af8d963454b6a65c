/**
 * A query as the words it is made of, cut as the database cuts it: `\uXXXX` first, then strings, quoted names and comments. Linear, with
 * no nesting of its own, so that no input makes it slow. It is held to the database itself by a test.
 */
export type Token = {
  kind: 'word' | 'name' | 'text' | 'sign';
  /** A word or sign as written (a sign is one character), a quoted name or a text without its quotes. */
  text: string;
  /** Where it starts, and what follows it, in the query as it was sent. */
  at: number;
  end: number;
};

type Decoded = { text: string; offsets: number[] };

/** Unicode escapes as the characters that they stand for, with the offset of each in what was sent. Two backslashes are one backslash. */
export function decode(query: string): Decoded {
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < query.length; ) {
    const escaped = query[at] === '\\' ? /^\\u([0-9a-fA-F]{4})/.exec(query.slice(at, at + 6)) : null;
    const length = escaped ? 6 : query.startsWith('\\\\', at) ? 2 : 1;
    const piece = escaped
      ? String.fromCharCode(Number.parseInt(escaped[1] ?? '', 16))
      : query.slice(at, at + length);
    for (let of = 0; of < piece.length; of++) offsets.push(escaped ? at : at + of);
    text += piece;
    at += length;
  }
  offsets.push(query.length);
  return { text, offsets };
}

/** What the database may take for space is space: control characters, too. */
const PIECE =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|'(?:[^'\\]|\\(?:[\s\S]|$))*(?:'|$)|"(?:[^"\\]|\\(?:[\s\S]|$))*(?:"|$)|`(?:[^`]|``)*(?:`|$)|[\p{L}\p{N}\p{M}\p{Pc}]+|[^\s\p{C}\p{Z}]/gu;

export function tokensOf(query: string): Token[] {
  const { text, offsets } = decode(query);
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (piece.startsWith('/*') || piece.startsWith('//')) continue;
    const at = offsets[index] ?? 0;
    const end = offsets[index + piece.length] ?? query.length;
    const [first = ''] = piece;
    if (first === "'" || first === '"') tokens.push({ kind: 'text', text: piece.slice(1, -1), at, end });
    else if (first === '`')
      tokens.push({ kind: 'name', text: piece.slice(1, -1).replaceAll('``', '`'), at, end });
    else if (/^[\p{L}\p{N}\p{M}\p{Pc}]/u.test(piece)) tokens.push({ kind: 'word', text: piece, at, end });
    else tokens.push({ kind: 'sign', text: piece, at, end });
  }
  return tokens;
}

/** A word that is not quoted, whatever its case: `ſ` is an S to the database, too. */
export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === word;

export const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;
