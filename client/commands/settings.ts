import {
  BookOpenText,
  CircleQuestionMark,
  Command,
  Contrast,
  Keyboard,
  Languages,
  Link2,
  Map as MapIcon,
  Milestone,
  Moon,
  Search,
  Sun,
  SwatchBook,
} from 'lucide-react';
import { choicesOf } from '../state/datasets.ts';
import type { Lang } from '../state/format.ts';
import { THEMES, type Theme } from '../state/prefs.ts';
import { recalled } from '../state/recent.ts';
import type { AppState, LeftTab } from '../state/store.ts';
import { toClipboard } from './clipboard.ts';
import { type Context, command, say, tell } from './context.ts';
import { startTour } from './tour.ts';

const setPrefs = ({ store }: Context, prefs: Partial<AppState['prefs']>): void =>
  store.setState((state) => ({ prefs: { ...state.prefs, ...prefs } }));

/** The page's one search box; commands reach it by its id, as the keyboard must from anywhere. */
export const SEARCH_ID = 'search-box';

export const settingsCommands = {
  search: command({
    group: 'edit',
    label: 'command.search',
    icon: Search,
    keys: ['/'],
    run: () => {
      const box = document.getElementById(SEARCH_ID);
      if (box instanceof HTMLInputElement) {
        box.focus();
        box.select();
      }
    },
  }),
  palette: command({
    group: 'edit',
    label: 'command.palette',
    icon: Command,
    keys: ['mod+k'],
    run: ({ store }) => store.setState({ dialog: 'palette' }),
  }),
  /** A reader has gone to what was searched for. */
  searched: command<string>({
    group: 'edit',
    label: 'command.search',
    icon: Search,
    run: (context, words) =>
      setPrefs(context, { searches: recalled(context.store.getState().prefs.searches, words) }),
  }),
  openTab: command<LeftTab>({
    group: 'view',
    label: 'command.openTab',
    icon: SwatchBook,
    run: (context, tab) => {
      context.store.setState({ tab, sheet: tab, sheetOpen: true });
      setPrefs(context, { leftOpen: true });
    },
  }),
  share: command({
    group: 'edit',
    label: 'command.share',
    icon: Link2,
    keys: ['shift+c'],
    run: async (context) => {
      try {
        const { shortened } = await import('./snapshots.ts');
        const link = new URL(await shortened(context), location.href).href;
        await toClipboard(context, link, context.t('said.copied'), context.t('said.notCopied'));
      } catch {
        // No short link could be had: the address itself holds the view.
        tell(context, context.t('said.notCopied'), 'warn');
      }
    },
  }),
  language: command<Lang>({
    group: 'settings',
    label: 'command.language',
    icon: Languages,
    run: (context, lang) => setPrefs(context, { lang }),
  }),
  otherLanguage: command({
    group: 'settings',
    label: 'command.otherLanguage',
    icon: Languages,
    keys: ['shift+z'],
    run: (context) => setPrefs(context, { lang: context.store.getState().prefs.lang === 'en' ? 'zh' : 'en' }),
  }),
  theme: command<Theme>({
    group: 'settings',
    label: 'command.theme',
    icon: Contrast,
    run: (context, theme) => setPrefs(context, { theme }),
  }),
  nextTheme: command({
    group: 'settings',
    label: 'command.nextTheme',
    icon: Moon,
    keys: ['shift+d'],
    run: (context) => {
      const now = THEMES.indexOf(context.store.getState().prefs.theme);
      const theme = THEMES[(now + 1) % THEMES.length] ?? 'system';
      setPrefs(context, { theme });
      say(context, context.t(`theme.${theme}`));
    },
  }),
  toggleLegend: command({
    group: 'legend',
    label: 'command.toggleLegend',
    icon: SwatchBook,
    keys: ['shift+g'],
    pressed: ({ prefs }) => prefs.legendOpen,
    run: (context) => setPrefs(context, { legendOpen: !context.store.getState().prefs.legendOpen }),
  }),
  singleKeys: command({
    group: 'settings',
    label: 'command.singleKeys',
    icon: Keyboard,
    pressed: ({ prefs }) => prefs.keys,
    run: (context) => setPrefs(context, { keys: !context.store.getState().prefs.keys }),
  }),
  shortcuts: command({
    group: 'help',
    label: 'command.shortcuts',
    icon: Keyboard,
    keys: ['?'],
    run: ({ store }) => store.setState({ dialog: 'shortcuts' }),
  }),
  method: command({
    group: 'help',
    label: 'command.method',
    icon: BookOpenText,
    keys: ['shift+m'],
    run: ({ store }) => store.setState({ dialog: 'method' }),
  }),
  tour: command({
    group: 'help',
    label: 'command.tour',
    icon: MapIcon,
    run: startTour,
  }),
  tourSince: command({
    group: 'help',
    label: 'command.tourSince',
    icon: Milestone,
    enabled: ({ served }) => choicesOf(served).includes('rest'),
    run: async (context) => (await import('./tour-since.ts')).startTourSince(context),
  }),
};

export const THEME_ICONS = { system: Contrast, light: Sun, dark: Moon } as const;
export const HELP_ICON = CircleQuestionMark;
