/** A number as a spreadsheet reads one, with its sign and per cent: it begins like a formula, and is none. */
const NUMBER = /^[+-]?(\d[\d.,]*|\.\d+)(e[+-]?\d+)?%?$/i;

/**
 * Text in a spreadsheet: it runs what begins like a formula, and shows what stands behind an apostrophe. Texts that begin so get one, as do
 * those that begin with one already, so that `unguarded` takes off exactly what `guarded` put on. Numbers stay numbers.
 */
export const guarded = (text: string): string =>
  /^[=+\-@'\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
export const unguarded = (text: string): string => (/^'[=+\-@'\t\r]/.test(text) ? text.slice(1) : text);
