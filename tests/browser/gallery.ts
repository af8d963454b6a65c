import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { why } from '../../server/core/model/why.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { article } from '../http/support.ts';
import { axeFaults } from './axe.ts';
import { layoutFaults } from './layout.ts';
import { painted } from './product.ts';
import { ARTIFACTS, canvas, Desk, eventually, type Size } from './support.ts';

const GALLERY = path.join(ARTIFACTS, 'gallery');
const SIZES = {
  '1280x720': { width: 1280, height: 720 },
  '1920x1080': { width: 1920, height: 1080 },
  '390x844': { width: 390, height: 844 },
} as const satisfies Record<string, Size>;
const PHONE = 600;

/** Each language at each size. */
export const WALKS = (['en', 'zh'] as const).flatMap((lang) =>
  Object.entries(SIZES).map(([sized, size]) => ({ lang, sized, size, narrow: size.width < PHONE })),
);
type Walk = (typeof WALKS)[number];
const THEMES = ['light', 'dark'] as const;

/** A picture in every theme at the size that most have, and in one of them at the others. */
const picturedIn = ({ lang, sized }: Walk) =>
  THEMES.filter((theme) => sized === '1280x720' || theme === (lang === 'en' ? 'light' : 'dark'));
/** What axe sees depends on theme and structure: little on the language, and not on how large a desktop is. */
const axeIn = ({ lang, sized, narrow }: Walk) =>
  THEMES.filter((theme) => lang === 'en' && (sized === '1280x720' || (narrow && theme === 'light')));

/** Looks at a state in the themes of the walk. Gives what is wrong with it. */
export async function look(page: Page, name: string, walk: Walk): Promise<string[]> {
  const faults: string[] = [];
  mkdirSync(GALLERY, { recursive: true });
  for (const theme of THEMES) {
    const axe = axeIn(walk).includes(theme);
    const pictured = picturedIn(walk).includes(theme);
    if (!axe && !pictured) continue;
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    await canvas(page).still();
    if (pictured) {
      await eventually(() => painted(page)).toBe(true);
      await page.screenshot({ path: path.join(GALLERY, `${name}-${walk.lang}-${walk.sized}-${theme}.png`) });
    }
    if (axe) faults.push(...(await axeFaults(page)).map((fault) => `${name}, ${theme}: ${fault}`));
  }
  faults.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`));
  return faults;
}

/** A page whose server has found no Neo4j. */
export const memoryDesk = (): Desk =>
  new Desk(
    async () => {
      const store = memoryStore();
      await store.load(await article());
      return store;
    },
    { withoutNeo4j: [why('memory.noJava', { needs: 17 }), why('memory.installBoth', { needs: 17 })] },
  );
