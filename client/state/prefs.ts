import { z } from 'zod';
import type { Lang } from './format.ts';
import { RECENT } from './recent.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Widths that panels may take, in pixels. */
export const PANEL = { least: 240, most: 560 } as const;
/** Heights that the dock below the canvas may take. */
export const DOCK = { least: 140, most: 720 } as const;
export const DOCK_TABS = ['timeline', 'console'] as const;
export type DockTab = (typeof DOCK_TABS)[number];
const width = z.number().min(PANEL.least).max(PANEL.most);

const Prefs = z.object({
  lang: z.enum(['en', 'zh']),
  theme: z.enum(THEMES),
  left: width,
  right: width,
  leftOpen: z.boolean(),
  rightOpen: z.boolean(),
  dock: z.number().min(DOCK.least).max(DOCK.most),
  dockOpen: z.boolean(),
  dockTab: z.enum(DOCK_TABS),
  legendOpen: z.boolean(),
  /** Single-key shortcuts; those with Ctrl or ⌘ always work. */
  keys: z.boolean(),
  /** Things go to their new places before one's eyes; never where the system wants no motion. */
  animate: z.boolean(),
  toured: z.boolean(),
  /** What was searched for last. */
  searches: z.array(z.string().max(200)).max(RECENT),
  /** What was used last in the palette. */
  recent: z.array(z.string().max(300)).max(RECENT),
});
/** What the reader's own browser remembers: never part of a view. */
export type Prefs = z.infer<typeof Prefs>;

/** @param wide width of the window: panels take less of a small one */
export const defaultPrefs = (languages: readonly string[], wide: number): Prefs => ({
  lang: (languages[0] ?? '').toLowerCase().startsWith('zh') ? 'zh' : 'en',
  theme: 'system',
  left: wide < 1400 ? 304 : wide < 2200 ? 344 : 400,
  right: wide < 1400 ? 320 : wide < 2200 ? 372 : 440,
  leftOpen: true,
  rightOpen: true,
  dock: wide < 1400 ? 320 : 400,
  dockOpen: false,
  dockTab: 'console',
  legendOpen: true,
  keys: true,
  animate: true,
  toured: false,
  searches: [],
  recent: [],
});

/** Reads what was kept; whatever is not sound there is replaced by the default, entry by entry. */
export function readPrefs(kept: string | null, defaults: Prefs): Prefs {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? '{}');
  } catch {
    return defaults;
  }
  const loose = z.record(z.string(), z.unknown()).safeParse(value);
  if (!loose.success) return defaults;
  let prefs = defaults;
  for (const [name, entry] of Object.entries(loose.data)) {
    const next = Prefs.safeParse({ ...prefs, [name]: entry });
    if (next.success) prefs = next.data;
  }
  return prefs;
}

/** A storage that may be full, blocked or absent. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem'>;
const NAME = 'loopscope.prefs';

export function loadPrefs(keeper: () => Keeper, languages: readonly string[], wide: number): Prefs {
  const defaults = defaultPrefs(languages, wide);
  try {
    return readPrefs(keeper().getItem(NAME), defaults);
  } catch {
    return defaults;
  }
}

/** Keeps them where that is possible; the page works on where it is not. */
export function keepPrefs(keeper: () => Keeper, prefs: Prefs): boolean {
  try {
    keeper().setItem(NAME, JSON.stringify(prefs));
    return true;
  } catch {
    return false;
  }
}

export const isLang = (text: string | null): text is Lang => text === 'en' || text === 'zh';
