import { CLAIM_TYPE_NAMES, FLOW_TYPES, MOVES, movesOf } from '../../model/registry.ts';

/**
 * The language of type sequences. A type's name is a leg of that type; what moves (`money`, `collateral`, …) is a leg of any type that
 * moves it; `any` is any leg. One after the other is a sequence, `|` is either, `?` is none or one, `*` any number, `+` at least
 * one, `{2}` and `{2,3}` so many, and parentheses group: `INVESTS_IN (PLEDGES_TO LENDS_TO)? BUYS_FROM`.
 */
export class PatternError extends Error {
  constructor(
    readonly code: PatternFault,
    /** Where in the text, counted from 0. */
    readonly at: number,
    /** What stands there, where that is what is wrong. */
    readonly found = '',
  ) {
    super(`${MESSAGES[code](found)} (at ${at + 1})`);
  }
}

const ANY_OF = MOVES.filter((moves) => moves !== 'nothing').join(', ');
/** What can be wrong with a pattern. Whoever shows it in another language goes by the code. */
const MESSAGES = {
  sign: (found: string) => `“${found}” means nothing here`,
  still: (found: string) => `${found} moves nothing, so it is in no loop`,
  name: (found: string) => `“${found}” is neither a type, nor one of ${ANY_OF}, nor any`,
  close: () => 'a “)” without its “(”',
  open: () => 'a “(” without its “)”',
  leg: () => 'a leg is missing',
  times: () => 'so many times cannot be',
  long: () => `more than ${MAX_POSITIONS} legs written out`,
} as const;
export type PatternFault = keyof typeof MESSAGES;

/**
 * The positions of a pattern, by V. Glushkov's construction (1961): one state for each leg written in it, entered by that leg's types. State 0
 * is before the first leg.
 */
export type Positions = {
  /** The types that enter each state; of state 0, none. */
  types: ReadonlySet<string>[];
  next: ReadonlySet<number>[];
  /** States in which the pattern can be over. */
  last: ReadonlySet<number>;
};

/** Each repetition is written out, so that a short text could stand for a long pattern. */
const MAX_POSITIONS = 40;
const TOKEN = /\s*(?:([A-Za-z_]+)|\{(\d+)(?:,(\d+))?\}|([()|?*+]))/y;

type Token = { at: number; name?: string; mark?: string; least?: number; most?: number };
type Part = { first: Set<number>; last: Set<number>; empty: boolean };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex + text.slice(TOKEN.lastIndex).search(/\S/);
    const match = TOKEN.exec(text);
    if (!match) throw new PatternError('sign', at, text[at]);
    const [, name, least, most, mark] = match;
    if (name !== undefined) tokens.push({ at, name });
    else if (mark !== undefined) tokens.push({ at, mark });
    else tokens.push({ at, mark: '{', least: Number(least), most: Number(most ?? least) });
  }
  return tokens;
}

function typesNamed({ name = '', at }: Token): ReadonlySet<string> {
  if (name === 'any') return new Set(FLOW_TYPES);
  const types = FLOW_TYPES.filter((type) => type === name || movesOf(type) === name);
  if (types.length > 0) return new Set(types);
  if (CLAIM_TYPE_NAMES.some((type) => type === name)) throw new PatternError('still', at, name);
  throw new PatternError('name', at, name);
}

type Table = { types: ReadonlySet<string>[]; next: Set<number>[] };

class Reader {
  #at = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly length: number,
    readonly table: Table,
  ) {}

  read(): Part {
    const whole = this.#either();
    const extra = this.tokens[this.#at];
    if (extra) throw new PatternError('close', extra.at);
    return whole;
  }

  #either(): Part {
    let part = this.#sequence();
    while (this.tokens[this.#at]?.mark === '|') {
      this.#at += 1;
      const other = this.#sequence();
      part = {
        first: new Set([...part.first, ...other.first]),
        last: new Set([...part.last, ...other.last]),
        empty: part.empty || other.empty,
      };
    }
    return part;
  }

  #sequence(): Part {
    let part: Part | undefined;
    for (let token = this.tokens[this.#at]; token && token.mark !== ')' && token.mark !== '|'; ) {
      const repeated = this.#repeated();
      part = part ? this.#joined(part, repeated) : repeated;
      token = this.tokens[this.#at];
    }
    if (!part) throw new PatternError('leg', this.tokens[this.#at]?.at ?? this.length);
    return part;
  }

  #joined(a: Part, b: Part): Part {
    this.#link(a.last, b.first);
    return {
      first: new Set(a.empty ? [...a.first, ...b.first] : a.first),
      last: new Set(b.empty ? [...a.last, ...b.last] : b.last),
      empty: a.empty && b.empty,
    };
  }

  #link(from: ReadonlySet<number>, to: ReadonlySet<number>): void {
    for (const state of from) for (const after of to) this.table.next[state]?.add(after);
  }

  #repeated(): Part {
    const start = this.#at;
    let part = this.#leg();
    for (let token = this.tokens[this.#at]; token; token = this.tokens[this.#at]) {
      const end = this.#at;
      if (token.mark === '{') part = this.#times(start, end, token, part);
      else if (token.mark === '?') part = { ...part, empty: true };
      else if (token.mark === '*' || token.mark === '+') {
        this.#link(part.last, part.first);
        part = { ...part, empty: part.empty || token.mark === '*' };
      } else break;
      this.#at = end + 1;
    }
    return part;
  }

  /** Reads what is repeated again for each time it may come, so that each has states of its own. */
  #times(start: number, end: number, { least = 1, most = 1, at }: Token, once: Part): Part {
    if (most < Math.max(1, least)) throw new PatternError('times', at);
    let whole: Part = least === 0 ? { ...once, empty: true } : once;
    for (let time = 2; time <= most; time++) {
      const part = new Reader(this.tokens.slice(start, end), this.length, this.table).#repeated();
      whole = this.#joined(whole, time > least ? { ...part, empty: true } : part);
    }
    return whole;
  }

  #leg(): Part {
    const token = this.tokens[this.#at];
    if (token?.mark === '(') {
      this.#at += 1;
      const part = this.#either();
      if (this.tokens[this.#at]?.mark !== ')') throw new PatternError('open', token.at);
      this.#at += 1;
      return part;
    }
    if (token?.name === undefined) throw new PatternError('leg', token?.at ?? this.length);
    this.#at += 1;
    const state = this.table.types.push(typesNamed(token)) - 1;
    if (state > MAX_POSITIONS) throw new PatternError('long', token.at);
    this.table.next.push(new Set());
    return { first: new Set([state]), last: new Set([state]), empty: false };
  }
}

/** Reads a pattern. Throws a `PatternError` that says what is wrong and where. */
export function positionsOf(text: string): Positions {
  const table: Table = { types: [new Set()], next: [new Set()] };
  const whole = new Reader(tokensOf(text), text.length, table).read();
  table.next[0] = new Set(whole.first);
  return { ...table, last: whole.last };
}

/** The same as a regular expression on the names of types, each with a space behind it. */
export function regularExpressionOf(text: string): string {
  positionsOf(text);
  const levels: string[][] = [[]];
  for (const token of tokensOf(text)) {
    const level = levels.at(-1) ?? [];
    if (token.name !== undefined) level.push(`(?:(?:${[...typesNamed(token)].join('|')}) )`);
    else if (token.mark === '(') levels.push([]);
    else if (token.mark === ')') {
      levels.pop();
      levels.at(-1)?.push(`(?:${level.join('')})`);
    } else if (token.mark === '|') level.push('|');
    else {
      const times = token.mark === '{' ? `{${token.least},${token.most}}` : token.mark;
      // A mark behind a mark would mean something else there, so that each has a group of its own.
      level.push(`(?:${level.pop() ?? ''})${times}`);
    }
  }
  return (levels[0] ?? []).join('');
}
