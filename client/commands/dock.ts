import { ChartNoAxesColumn, PanelBottom, SquareTerminal } from 'lucide-react';
import type { DockTab } from '../state/prefs.ts';
import type { AppState } from '../state/store.ts';
import { type Context, command } from './context.ts';

const shows = ({ prefs }: AppState, tab: DockTab): boolean => prefs.dockOpen && prefs.dockTab === tab;

/** Opens the dock at a tab; where that is open already, closes it. */
const toggleTab = ({ store }: Context, tab: DockTab): void =>
  store.setState((state) => ({
    prefs: { ...state.prefs, dockTab: tab, dockOpen: !shows(state, tab) },
  }));

export const dockCommands = {
  timeline: command({
    group: 'view',
    label: 'command.timeline',
    icon: ChartNoAxesColumn,
    keys: ['y'],
    pressed: (state) => shows(state, 'timeline'),
    run: (context) => toggleTab(context, 'timeline'),
  }),
  toggleDock: command({
    group: 'view',
    label: 'command.toggleDock',
    icon: PanelBottom,
    keys: ['\\'],
    pressed: ({ prefs }) => prefs.dockOpen,
    run: ({ store }) => store.setState(({ prefs }) => ({ prefs: { ...prefs, dockOpen: !prefs.dockOpen } })),
  }),
  console: command({
    group: 'view',
    label: 'command.console',
    icon: SquareTerminal,
    keys: ['c'],
    pressed: (state) => shows(state, 'console'),
    run: (context) => toggleTab(context, 'console'),
  }),
};
