/** How the article's text is cut into sections and paragraphs: the rule is told in the head of the dataset's outline.yaml. */

const HEADINGS = new Map([
  ['焦慮', 'anxiety'],
  ['破局', 'breakthrough'],
  ['野心', 'ambition'],
  ['尾聲', 'epilogue'],
]);
const LAST_OF_BYLINE = /^編輯\|/;
const CAPTION = /^英偉達,不能只做孤獨的勝利者(?:▲|圖片\|)/;
const FOOTER = /^本文經授權/;

export function paragraphsOf(article: string): { section: string; paragraphs: string[] }[] {
  const sections = new Map<string, string[]>();
  const captions: string[] = [];
  let current: string[] | undefined;
  const open = (section: string) => {
    current = [];
    sections.set(section, current);
  };
  for (const line of article.split('\n')) {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    if (FOOTER.test(text)) break;
    const heading = HEADINGS.get(text);
    if (CAPTION.test(text)) captions.push(text);
    else if (LAST_OF_BYLINE.test(text)) open('opening');
    else if (heading) open(heading);
    else current?.push(text);
  }
  sections.set('captions', captions);
  return [...sections].map(([section, paragraphs]) => ({ section, paragraphs }));
}

/** Half-converted characters as the page prints them, and simplified ones left among the traditional. */
const DAMAGE = /\([a-zà-ǜ]{1,6}\)/g;
const VARIANTS = new Map([
  ['后', '後'],
  ['云', '雲'],
  ['并', '並'],
  ['于', '於'],
  ['咨', '諮'],
  ['里', '裡'],
  ['游', '遊'],
  ['凈', '淨'],
  ['芯', '晶'],
]);

/** One token a character, a Latin name counted as one; punctuation and space left out. */
function tokensOf(line: string): string[] {
  const read = line.replace(DAMAGE, '').normalize('NFKC');
  const tokens = read.match(/[A-Za-z][A-Za-z0-9]*|[\p{L}\p{N}%]/gu) ?? [];
  return tokens.map((token) => VARIANTS.get(token) ?? token.toLowerCase());
}

const windowsOf = (line: string, size: number): string[] => {
  const tokens = tokensOf(line);
  return Array.from({ length: Math.max(0, tokens.length - size + 1) }, (_, start) =>
    tokens.slice(start, start + size).join(''),
  );
};

/** The runs of `size` characters that `ours` has in common with the article, line by line. */
export function copiedRuns(article: string, ours: string, size: number): string[] {
  const theirs = new Set(article.split('\n').flatMap((line) => windowsOf(line, size)));
  const found = ours.split('\n').flatMap((line) => windowsOf(line, size).filter((run) => theirs.has(run)));
  return [...new Set(found)];
}
