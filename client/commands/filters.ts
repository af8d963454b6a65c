import { CalendarClock, Eye, EyeOff, Filter, FilterX, ListFilter } from 'lucide-react';
import type { Facet } from '../state/encode.ts';
import { nextMute } from '../state/encode.ts';
import {
  dimmedFacets,
  filterCount,
  sifted,
  withFacets,
  withFilters,
  withoutFilters,
  withTime,
} from '../state/filters.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { type Context, change, command, say } from './context.ts';

/** "12 of 40 claims hidden by filters", after a change of them. */
function tellLeft(context: Context): void {
  const state = context.store.getState();
  const { claims, left } = sifted(state.graph, viewIn(state));
  say(context, context.t('filters.said', { left: left.length, all: claims.length }));
}

const isSet = (state: AppState): boolean =>
  filterCount(viewIn(state)) > 0 || dimmedFacets(viewIn(state).filters).length > 0;

export const filterCommands = {
  openFilters: command({
    group: 'view',
    label: 'command.openFilters',
    icon: ListFilter,
    keys: ['shift+o'],
    run: ({ store }) =>
      store.setState(({ prefs }) => ({
        tab: 'filters',
        sheet: 'filters',
        sheetOpen: true,
        prefs: { ...prefs, leftOpen: true },
      })),
  }),
  /** What pressing an entry of the legend does: dimmed, left out, shown. */
  mute: command<Facet>({
    group: 'legend',
    label: 'command.mute',
    icon: Eye,
    run: (context, facet) => {
      change(context, { command: 'mute' }, (view) => ({
        ...view,
        filters: { ...view.filters, muted: nextMute(view.filters.muted, facet) },
      }));
      const now = viewIn(context.store.getState()).filters.muted[facet];
      say(context, context.t(now === 'hide' ? 'said.hidden' : now === 'dim' ? 'said.dimmed' : 'said.shown'));
    },
  }),
  filterFacets: command<{ facets: readonly Facet[]; hide: boolean }>({
    group: 'legend',
    label: 'command.filterFacets',
    icon: EyeOff,
    run: (context, { facets, hide }) => {
      change(context, { command: 'filter' }, (view) => withFacets(view, facets, hide));
      tellLeft(context);
    },
  }),
  /** One facet of a dimension, and no other that is there. */
  filterOnly: command<{ facet: Facet; of: readonly Facet[] }>({
    group: 'legend',
    label: 'command.filterOnly',
    icon: Filter,
    run: (context, { facet, of }) => {
      change(context, { command: 'filter' }, (view) =>
        withFacets(
          withFacets(
            view,
            of.filter((other) => other !== facet),
            true,
          ),
          [facet],
          false,
        ),
      );
      tellLeft(context);
    },
  }),
  filterBy: command<Parameters<typeof withFilters>[1]>({
    group: 'legend',
    label: 'command.filterBy',
    icon: ListFilter,
    run: (context, part) => {
      change(context, { command: 'filter' }, (view) => withFilters(view, part));
      tellLeft(context);
    },
  }),
  /** `going`: one of several in a row, such as while dragging, which are one step to undo. */
  setTime: command<{ time: Parameters<typeof withTime>[1]; going?: boolean }>({
    group: 'legend',
    label: 'command.setTime',
    icon: CalendarClock,
    run: (context, { time, going = false }) => {
      change(context, { command: 'time' }, (view) => withTime(view, time), going);
      if (!going) tellLeft(context);
    },
  }),
  clearFilters: command({
    group: 'legend',
    label: 'command.clearFilters',
    icon: FilterX,
    keys: ['shift+x'],
    enabled: isSet,
    run: (context) => {
      context.store.setState({ timePlaying: false });
      change(context, { command: 'clearFilters' }, withoutFilters);
      tellLeft(context);
    },
  }),
};
