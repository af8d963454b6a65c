import { OPTIONS } from './allowed.ts';
import { refusal } from './refusals.ts';
import { isSign, isWord, type Token } from './tokens.ts';

/** What stands before a query itself: whether it is only to be explained or profiled, which is ours to say to the database, and options. */
export type Head = {
  /** What the reader's own EXPLAIN or PROFILE asks for. */
  mode: 'explain' | 'profile' | undefined;
  /** The query without those words, all else where it was. */
  text: string;
};

/**
 * All up to the first word of the query itself in plain writing, and at its place: words decoded, anything else spaces. The database cuts off
 * what stands before a query by counting decoded characters in a text that is not decoded (measured on 5.26: `EXPLAIN \u0043REATE …` is read as
 * `3REATE …`), so that otherwise what it explains and what it runs would not be the same.
 */
function plainHead(query: string, head: readonly Token[]): string {
  let text = '';
  const space = (to: number): void => {
    text += query.slice(text.length, to).replace(/[^\r\n]/g, ' ');
  };
  for (const { kind, text: written, at, end } of head) {
    space(at);
    text += kind === 'word' || kind === 'sign' ? written : query.slice(at, end);
    space(end);
  }
  return text + query.slice(text.length);
}

export function headOf(query: string, tokens: readonly Token[]): Head {
  const modes: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (isWord(token, 'EXPLAIN') || isWord(token, 'PROFILE')) {
      if (token) modes.push(token);
      at += 1;
    } else if (isWord(token, 'CYPHER')) at = pastOptions(query, tokens, at + 1);
    else break;
  }
  const kinds = new Set(modes.map(({ text }) => text.toUpperCase()));
  const head = tokens.slice(0, at + 1);
  // Both together are a mistake, which the database has words for.
  if (kinds.size > 1) return { mode: undefined, text: plainHead(query, head) };
  const mode = kinds.has('PROFILE') ? 'profile' : kinds.has('EXPLAIN') ? 'explain' : undefined;
  return {
    mode,
    text: plainHead(
      query,
      head.filter((token) => !modes.includes(token)),
    ),
  };
}

/** `5 planner = cost runtime=slotted`: a version, and options of which each must be known to do nothing but choose how a query is run. */
function pastOptions(query: string, tokens: readonly Token[], from: number): number {
  let at = from;
  if (tokens[at]?.kind === 'word' && /^\d/.test(tokens[at]?.text ?? ''))
    at += isSign(tokens[at + 1], '.') ? 3 : 1;
  for (; isSign(tokens[at + 1], '='); at += 3) {
    const option = tokens[at];
    if (option && !OPTIONS.has(option.text.toLowerCase()))
      throw refusal(query, 'option', option.text, option.at);
  }
  return at;
}
