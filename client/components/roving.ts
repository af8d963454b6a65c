import type { KeyboardEvent } from 'react';

/**
 * Arrow keys, Home and End walk among the `data-roving` children of an element, of which one alone is reached by Tab.
 * To be given as its onKeyDown.
 */
export function rove(event: KeyboardEvent<HTMLElement>): void {
  const keys: Record<string, (at: number, count: number) => number> = {
    ArrowDown: (at, count) => Math.min(at + 1, count - 1),
    ArrowUp: (at) => Math.max(at - 1, 0),
    Home: () => 0,
    End: (_, count) => count - 1,
  };
  const go = keys[event.key];
  if (!go || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]')];
  const at = items.findIndex((item) => item === document.activeElement);
  if (at < 0) return;
  const next = items[go(at, items.length)];
  event.preventDefault();
  event.stopPropagation();
  for (const item of items) item.tabIndex = item === next ? 0 : -1;
  next?.focus();
}
