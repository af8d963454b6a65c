import type { LucideIcon } from 'lucide-react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const drawings = new Map<string, string>();

/**
 * Draws icons once, before the page is rendered, so that the canvas can paint them: the same icons as everywhere else.
 * (React cannot render at once while it is rendering, so it is too late for this when the first canvas is made.)
 */
export function prepareIcons(icons: Readonly<Record<string, LucideIcon>>): void {
  const host = document.createElement('div');
  const root = createRoot(host);
  for (const [name, Icon] of Object.entries(icons)) {
    flushSync(() => root.render(<Icon size={64} color="#000" strokeWidth={2} />));
    drawings.set(name, host.innerHTML);
  }
  root.unmount();
}

/** What stands inside of an icon, in a box of 24 by 24: for drawings of another kind. */
export const iconDrawing = (name: string): string =>
  drawings.get(name)?.replace(/^<svg[^>]*>|<\/svg>$/g, '') ?? '';

/** An icon in a colour, as an image for the canvas; an empty image where there is no such icon. */
export function iconImage(name: string, colour: string): string {
  const svg = drawings.get(name) ?? '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg.replaceAll('#000', colour))}`;
}
