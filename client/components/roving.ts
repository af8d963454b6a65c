import type { KeyboardEvent } from 'react';

/** Where a key leads among `count` items; undefined where it is not one of ours. */
function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * Arrow keys, Home and End walk among the `data-roving` children of an element, of which one alone is reached by Tab.
 * To be given as its onKeyDown.
 */
export function rove(event: KeyboardEvent<HTMLElement | SVGElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement | SVGElement>('[data-roving]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  const to = at < 0 ? undefined : target(event.key, at, items.length);
  if (to === undefined) return;
  const next = items[to];
  event.preventDefault();
  event.stopPropagation();
  for (const item of items) item.tabIndex = item === next ? 0 : -1;
  next?.focus();
}
