import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** All that screen readers were told, in turn. */
    told?: string[];
  }
}

/** Listens, as a screen reader does, to what changes in the live region from now on. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const live = document.querySelector('[data-testid="live"]');
    if (!live) throw new Error('there is no live region');
    const told: string[] = [];
    window.told = told;
    new MutationObserver(() => {
      if (live.textContent) told.push(live.textContent);
    }).observe(live, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => [...(window.told ?? [])]);
}
