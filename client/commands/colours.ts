export const SHADES = ['light', 'dark'] as const;
export type Shade = (typeof SHADES)[number];
export const shadeNow = (): Shade => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** Works with what the variables of `tokens.css` are in a theme, whichever the page has. */
export function inColoursOf<T>(shade: Shade, work: (colour: (name: string) => string) => T): T {
  const probe = document.createElement('div');
  probe.dataset.theme = shade;
  document.body.append(probe);
  try {
    const style = getComputedStyle(probe);
    const found = new Map<string, string>();
    return work((name) => {
      const colour = found.get(name) ?? style.getPropertyValue(`--${name}`).trim();
      found.set(name, colour);
      return colour;
    });
  } finally {
    probe.remove();
  }
}
