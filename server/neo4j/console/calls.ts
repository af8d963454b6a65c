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

/** How deep things stand inside others: all of them (brackets, CASE, one NOT behind the other), and braces alone. */
export function depthOf(tokens: readonly Token[]): { all: number; braces: number } {
  const deepest = { all: 0, braces: 0 };
  let [brackets, braces, cases, nots] = [0, 0, 0, 0];
  for (const token of tokens) {
    const sign = token.kind === 'sign' ? token.text : '';
    if (sign !== '' && '([{'.includes(sign)) brackets += 1;
    if (sign !== '' && ')]}'.includes(sign)) brackets -= 1;
    if (sign === '{') braces += 1;
    if (sign === '}') braces -= 1;
    if (isWord(token, 'CASE')) cases += 1;
    if (isWord(token, 'END')) cases = Math.max(0, cases - 1);
    nots = isWord(token, 'NOT') ? nots + 1 : 0;
    deepest.all = Math.max(deepest.all, brackets + cases + nots);
    deepest.braces = Math.max(deepest.braces, braces);
  }
  return deepest;
}
