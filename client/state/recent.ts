/** How many of what was used last are remembered. */
export const RECENT = 8;

/** What was used now first, each once. */
export const recalled = (before: readonly string[], now: string): string[] =>
  [now, ...before.filter((one) => one !== now)].slice(0, RECENT);

/** Whether a text has every word that was typed, each from the beginning of a word on; Chinese has no such beginnings. */
export function matchesWords(typed: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s,:()/“”"·-]+/);
  const whole = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) =>
      /^[\x20-\x7e]+$/.test(word) ? words.some((one) => one.startsWith(word)) : whole.includes(word),
    );
}
