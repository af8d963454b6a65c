import { OPTIONS } from './allowed.ts';
import { refusal } from './refusals.ts';
import { isSign, isWord, type Token } from './tokens.ts';

/** What stands before a query itself: whether it is only to be explained or profiled, which is ours to say to the database, and options. */
export type Head = {
  /** What the reader's own EXPLAIN or PROFILE asks for. */
  mode: 'explain' | 'profile' | undefined;
  /** The query without those words, every other character where it was. */
  text: string;
};

const blank = (query: string, { at, end }: Token): string =>
  query.slice(0, at) + ' '.repeat(end - at) + query.slice(end);

export function headOf(query: string, tokens: readonly Token[]): Head {
  const modes: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (isWord(token, 'EXPLAIN') || isWord(token, 'PROFILE')) {
      if (token) modes.push(token);
      at += 1;
    } else if (isWord(token, 'CYPHER')) at = pastOptions(query, tokens, at + 1);
    else break;
  }
  const kinds = new Set(modes.map(({ text }) => text.toUpperCase()));
  // Both together are a mistake, which the database has words for.
  if (kinds.size !== 1) return { mode: undefined, text: query };
  return {
    mode: kinds.has('PROFILE') ? 'profile' : 'explain',
    text: modes.reduce(blank, query),
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
