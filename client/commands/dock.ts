import { ChartNoAxesColumn, PanelBottom, SquareTerminal } from 'lucide-react';
import type { DockTab } from '../state/prefs.ts';
import type { AppState } from '../state/store.ts';
import { type Context, command } from './context.ts';

/** Below this width panels become a sheet at the bottom, and what is in the dock is in tabs of the sheet. */
export const NARROW = '(max-width: 860px)';
const isNarrow = (): boolean => globalThis.matchMedia?.(NARROW).matches ?? false;

export const isDocked = ({ prefs, sheet, sheetOpen }: AppState, tab: DockTab): boolean =>
  isNarrow() ? sheetOpen && sheet === tab : prefs.dockOpen && prefs.dockTab === tab;
/** Closes the dock. What had the focus in it goes: the canvas takes it. */
function close({ store }: Context): void {
  const held = document.activeElement?.closest('.panel.dock, .sheet');
  store.setState(({ prefs }) => ({
    ...(isNarrow() ? { sheetOpen: false } : { prefs: { ...prefs, dockOpen: false } }),
    dockFocus: undefined,
  }));
  if (held) (document.getElementById('graph') ?? document.getElementById('stage'))?.focus();
}

/** Opens the dock at a tab, and goes there; where that is open already, closes it. */
export function toggleTab(context: Context, tab: DockTab): void {
  if (isDocked(context.store.getState(), tab)) close(context);
  else
    context.store.setState(({ prefs }) => ({
      ...(isNarrow()
        ? { sheet: tab, sheetOpen: true }
        : { prefs: { ...prefs, dockTab: tab, dockOpen: true } }),
      dockFocus: tab,
    }));
}

export const dockCommands = {
  timeline: command({
    group: 'view',
    label: 'command.timeline',
    icon: ChartNoAxesColumn,
    keys: ['y'],
    pressed: (state) => isDocked(state, 'timeline'),
    run: (context) => toggleTab(context, 'timeline'),
  }),
  toggleDock: command({
    group: 'view',
    label: 'command.toggleDock',
    icon: PanelBottom,
    keys: ['\\'],
    pressed: ({ prefs }) => prefs.dockOpen,
    run: (context) => {
      if (context.store.getState().prefs.dockOpen) close(context);
      else context.store.setState(({ prefs }) => ({ prefs: { ...prefs, dockOpen: true } }));
    },
  }),
  console: command({
    group: 'console',
    label: 'command.console',
    icon: SquareTerminal,
    keys: ['c'],
    pressed: (state) => isDocked(state, 'console'),
    run: (context) => toggleTab(context, 'console'),
  }),
};
