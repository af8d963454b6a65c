import { Database, Ellipsis, History, Languages, Link2, LoaderCircle } from 'lucide-react';
import { datasetsText } from '../commands/datasets.ts';
import { HELP_ICON, THEME_ICONS } from '../commands/settings.ts';
import { didText } from '../commands/view.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { redoable, undoable } from '../state/history.ts';
import { useApp, useAppState, useLang } from './app-context.tsx';
import { CommandButton } from './command-button.tsx';
import { MenuButton } from './menu-button.tsx';
import type { MenuEntry } from './menu-entries.ts';
import { SearchBox } from './search/search-box.tsx';

function Brand() {
  return (
    <h1 className="brand">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <path
          d="M10 3a7 7 0 1 1-6.6 4.7"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.4"
          strokeLinecap="round"
        />
        <path
          d="M2.2 4.2l1 4 4-.9"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>Loopscope</span>
    </h1>
  );
}

const DATASETS: readonly MenuEntry[] = [
  'datasets',
  'line',
  'compare',
  'openFinding',
  'copyEmbed',
  'line',
  'importFile',
  'ownDatasets',
  'addClaim',
  'addEntity',
  'line',
  'backup',
];

/** Which datasets are asked about, and the menu to choose others. */
function Datasets() {
  const { context } = useApp();
  const t = useText();
  const name = useAppState((state) =>
    datasetsText(context, state, state.reading ?? state.history.present.datasets),
  );
  const reading = useAppState((state) => state.reading !== undefined);
  const count = useAppState(({ served }) => served.length);
  if (count === 0) return null;
  return (
    <MenuButton
      icon={reading ? LoaderCircle : Database}
      label={`${t('datasets.menu')}: ${name}`}
      text={name}
      entries={DATASETS}
      align="start"
      testId="datasets-menu"
    />
  );
}

/** "Undo: expand CoreWeave". */
function useTravelLabels() {
  const { context } = useApp();
  const t = useText();
  const history = useAppState((state) => state.history);
  const prefs = useAppState((state) => state.prefs);
  const graph = useAppState((state) => state.graph);
  const loops = useAppState((state) => state.loops);
  const named = (label: ReturnType<typeof undoable>) =>
    label && didText(context, label, { graph, loops, prefs });
  const back = named(undoable(history));
  const on = named(redoable(history));
  return {
    undo: back === undefined ? t('command.undo') : t('command.undoWhat', { what: back }),
    redo: on === undefined ? t('command.redo') : t('command.redoWhat', { what: on }),
  };
}

const HELP: readonly MenuEntry[] = ['tour', 'tourSince', 'method', 'shortcuts'];
const HISTORY: readonly MenuEntry[] = ['history'];
const THEME: readonly MenuEntry[] = ['themes'];
const ALL: readonly MenuEntry[] = [
  'datasets',
  'compare',
  'line',
  'importFile',
  'ownDatasets',
  'addClaim',
  'addEntity',
  'line',
  'undo',
  'redo',
  'views',
  'share',
  'export',
  'openFinding',
  'copyEmbed',
  'backup',
  'startOver',
  'line',
  'otherLanguage',
  'themes',
  'line',
  ...HELP,
];

/** The bar at the top. On a phone all but the search goes into one menu. */
export function TopBar({ narrow }: { narrow: boolean }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const theme = useAppState(({ prefs }) => prefs.theme);
  const labels = useTravelLabels();
  if (narrow)
    return (
      <header className="top">
        <Brand />
        <SearchBox />
        <MenuButton icon={Ellipsis} label={t('menu.more')} entries={ALL} testId="more-menu" />
      </header>
    );
  return (
    <header className="top">
      <div className="top-left">
        <Brand />
        <Datasets />
      </div>
      <SearchBox />
      <div className="top-right">
        <CommandButton name="toggleLeft" />
        <CommandButton name="toggleDock" />
        <CommandButton name="toggleRight" />
        <span className="bar" />
        <CommandButton name="undo" label={labels.undo} />
        <CommandButton name="redo" label={labels.redo} />
        <MenuButton icon={History} label={t('history.menu')} entries={HISTORY} testId="history-menu" />
        <span className="bar" />
        <CommandButton name="views" />
        <Button
          icon={Link2}
          look="outline"
          text={t('command.share')}
          data-command="share"
          onClick={() => dispatch('share')}
        />
        <CommandButton name="export" />
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no fieldset */}
        <div className="segmented" role="group" aria-label={t('settings.language')}>
          <Languages size={14} aria-hidden="true" />
          <button
            type="button"
            lang="en"
            aria-pressed={lang === 'en'}
            onClick={() => dispatch('language', 'en')}
          >
            EN
          </button>
          <button
            type="button"
            lang="zh-Hant"
            aria-pressed={lang === 'zh'}
            onClick={() => dispatch('language', 'zh')}
          >
            中文
          </button>
        </div>
        <MenuButton
          icon={THEME_ICONS[theme]}
          label={t('settings.theme')}
          entries={THEME}
          testId="theme-menu"
        />
        <MenuButton icon={HELP_ICON} label={t('help.menu')} entries={HELP} testId="help-menu" />
      </div>
    </header>
  );
}
