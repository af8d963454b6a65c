import type { Catalogue } from './catalogue.ts';
import { keyOfName } from './catalogue.ts';
import { refusal } from './refusals.ts';
import { isSign, isWord, type Token } from './tokens.ts';

type Named = { name: string; next: number };

/** `a.b.c` from a token on, quoted or not. */
function nameAt(tokens: readonly Token[], from: number): Named | undefined {
  const isPart = (token: Token | undefined): token is Token =>
    token?.kind === 'word' || token?.kind === 'name';
  const first = tokens[from];
  if (!isPart(first)) return undefined;
  let name = first.text;
  let next = from + 1;
  for (let part = tokens[next + 1]; isSign(tokens[next], '.') && isPart(part); part = tokens[next + 1]) {
    name += `.${part.text}`;
    next += 2;
  }
  return { name, next };
}

/**
 * Refuses what the words of a query say and its plan may not: subqueries inside expressions (a list comprehension with EXISTS in it) are
 * planned out of sight. Every LOAD CSV is written with these two words in turn, every procedure called by its name behind CALL, every function
 * by its name before a bracket.
 */
export function checkWords(query: string, tokens: readonly Token[], { forbidden }: Catalogue): void {
  tokens.forEach((token, at) => {
    if (isWord(token, 'LOAD') && isWord(tokens[at + 1], 'CSV'))
      throw refusal(query, 'files', 'LOAD CSV', token.at);
    const called = isWord(token, 'CALL') ? nameAt(tokens, at + 1) : undefined;
    if (called && forbidden.procedures.has(keyOfName(called.name)))
      throw refusal(query, 'procedure', called.name, tokens[at + 1]?.at);
    const used = forbidden.functions.size > 0 ? nameAt(tokens, at) : undefined;
    if (used && isSign(tokens[used.next], '(') && forbidden.functions.has(keyOfName(used.name)))
      throw refusal(query, 'function', used.name, token.at);
  });
}

/** Names of the parameters that a query takes. `$(…)` is no parameter but a label worked out. */
export function parametersOf(tokens: readonly Token[]): string[] {
  const names = tokens.flatMap((token, at) => {
    const name = tokens[at + 1];
    return isSign(token, '$') && (name?.kind === 'word' || name?.kind === 'name') ? [name.text] : [];
  });
  return [...new Set(names)];
}

/** How deep brackets stand in brackets. */
export function depthOf(tokens: readonly Token[]): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token.kind !== 'sign') continue;
    if ('([{'.includes(token.text)) depth += 1;
    else if (')]}'.includes(token.text)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
