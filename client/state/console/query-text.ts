/** What stands so far in a text of Cypher that has been begun before the end of a line, and not ended: undefined outside of one. */
export function openText(before: string): string | undefined {
  let [mark, start]: [string | undefined, number] = [undefined, 0];
  for (let at = 0; at < before.length; at++) {
    const char = before[at] ?? '';
    if (mark === undefined) {
      if (char === '/' && before[at + 1] === '/') return undefined;
      if ('\'"`'.includes(char)) [mark, start] = [char, at + 1];
    } else if (char === '\\' && mark !== '`') at++;
    else if (char === mark) mark = undefined;
  }
  return mark === undefined || mark === '`' ? undefined : before.slice(start);
}

const NAME = 120;
/** What a query is called that nobody has named: its first words, on one line. */
export function nameFor(query: string): string {
  const words = query.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  // Not within a character that takes two units.
  return (
    words
      .slice(0, NAME)
      .replace(/[\ud800-\udbff]$/, '')
      .trim() || '-'
  );
}
