import type { LucideIcon } from 'lucide-react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const made = new Map<string, string>();

/** An icon as an image that the canvas can draw: rendered once for each icon and colour. */
export function iconImage(name: string, Icon: LucideIcon, colour: string): string {
  const known = made.get(`${name} ${colour}`);
  if (known !== undefined) return known;
  const host = document.createElement('div');
  const root = createRoot(host);
  flushSync(() => root.render(<Icon size={48} color={colour} strokeWidth={2} />));
  const image = `data:image/svg+xml;utf8,${encodeURIComponent(host.innerHTML)}`;
  // Unmounting at once would warn while React is still rendering the page.
  setTimeout(() => root.unmount());
  made.set(`${name} ${colour}`, image);
  return image;
}
