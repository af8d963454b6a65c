/** Whether an address asks for the view alone, to be shown within another page. */
export const isEmbedded = (search: string): boolean => new URLSearchParams(search).get('embed') === '1';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

/** The view at an address as an element for another page. */
export function embedCode(address: URL, title: string): string {
  const shown = new URL(address);
  shown.search = '?embed=1';
  return `<iframe src="${escaped(shown.href)}" title="${escaped(`Loopscope: ${title}`)}" width="900" height="560" loading="lazy" style="border:0" sandbox="allow-scripts allow-same-origin allow-popups"></iframe>`;
}
