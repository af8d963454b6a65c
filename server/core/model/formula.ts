/**
 * Text in a spreadsheet: it runs what begins like a formula, and shows what stands behind an apostrophe. Texts that begin so get one, as do
 * those that begin with one already, so that `unguarded` takes off exactly what `guarded` put on.
 */
export const guarded = (text: string): string => (/^[=+\-@'\t\r]/.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (/^'[=+\-@'\t\r]/.test(text) ? text.slice(1) : text);
