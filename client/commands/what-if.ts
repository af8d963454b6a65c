import { Scissors, X } from 'lucide-react';
import type { Translate } from '../locales/index.ts';
import { reachOf } from '../state/datasets.ts';
import { verbOf } from '../state/format.ts';
import { membersOf } from '../state/graph.ts';
import { constraintsOf, mostOf } from '../state/loop-query.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { type Removed, sameRemoved } from '../state/what-if.ts';
import { type Context, command, say } from './context.ts';
import { loopFaultText } from './faults.ts';
import { claimTitle, entityName } from './names.ts';
import { queriesOf, type Without } from './queries.ts';

/** What the list asks, for asking the same of what is left. */
export function askedOf(state: AppState) {
  const view = viewIn(state);
  return constraintsOf(reachOf(state.served, view.datasets), view);
}

export function removedText({ graph, prefs }: AppState, of: Removed, t: Translate): string {
  switch (of.kind) {
    case 'claim': {
      const claim = graph.claims.get(of.key);
      return claim ? claimTitle(graph, claim, prefs.lang) : entityName(graph, of.key, prefs.lang);
    }
    case 'entity':
      return entityName(graph, of.key, prefs.lang);
    case 'type':
      return t('whatIf.allOfType', { verb: verbOf(of.type, prefs.lang) });
    case 'implied':
      return t('whatIf.allImplied');
    case 'below':
      return t('whatIf.allBelow', { modality: t(`modality.${of.modality}`) });
    case 'belowStatus':
      return t('whatIf.allBelowStatus', { status: t(`status.${of.status}`) });
  }
}

function withoutOf(state: AppState, of: Removed): Without {
  switch (of.kind) {
    case 'claim':
      return { withoutClaims: [of.key] };
    case 'entity':
      return { withoutEntities: membersOf(state.graph, of.key) };
    case 'type':
      return { withoutTypes: [of.type] };
    case 'implied':
      return { withoutImplied: 'true' };
    case 'below':
      return { withoutBelow: of.modality };
    case 'belowStatus':
      return { withoutBelowStatus: of.status };
  }
}

/** Asks what goes. An answer that comes after another question was asked, or after it was closed, is dropped. */
async function ask(context: Context, of: Removed): Promise<void> {
  const { store, queries, api, t } = context;
  const state = store.getState();
  const asking = { of };
  store.setState({ whatIf: asking, player: undefined });
  const current = () => store.getState().whatIf === asking;
  const without = withoutOf(state, of);
  say(context, t('whatIf.asking'));
  try {
    const answer = await queries.fetchQuery(
      queriesOf(api).whatIf(askedOf(state), viewIn(state).loops.sort, mostOf(state, viewIn(state)), without),
    );
    if (!current()) return;
    store.setState({ whatIf: { of, answer } });
    const { goes, stays } = answer;
    const subject = removedText(store.getState(), of, t);
    say(
      context,
      t('whatIf.said', {
        subject,
        result:
          goes.length === 0
            ? t('whatIf.nothing')
            : t('whatIf.goes', { count: goes.length, n: goes.length + stays.length }),
      }),
    );
  } catch (thrown) {
    if (!current()) return;
    const fault = loopFaultText(t, thrown);
    store.setState({ whatIf: { of, fault } });
    say(context, fault);
  }
}

export function closeWhatIf(context: Context): void {
  context.store.setState({ whatIf: undefined });
  say(context, context.t('whatIf.closed'));
}

const selected = (state: AppState): Removed | undefined => {
  const { selection } = viewIn(state);
  return selection.kind === 'claim' || selection.kind === 'entity' ? selection : undefined;
};

async function toggle(context: Context, of: Removed): Promise<void> {
  if (sameRemoved(context.store.getState().whatIf?.of, of)) closeWhatIf(context);
  else {
    context.store.setState({ sheet: 'inspector', sheetOpen: true });
    await ask(context, of);
  }
}

export const whatIfCommands = {
  whatIf: command({
    group: 'loops',
    label: 'command.whatIf',
    icon: Scissors,
    keys: ['w'],
    enabled: (state) => selected(state) !== undefined,
    pressed: (state) => state.whatIf !== undefined && sameRemoved(state.whatIf.of, selected(state)),
    run: async (context) => {
      const of = selected(context.store.getState());
      if (of) await toggle(context, of);
    },
  }),
  /** The same for what is not selected, such as a leg in a ledger. */
  whatIfOf: command<Removed>({ group: 'loops', label: 'command.whatIf', icon: Scissors, run: toggle }),
  whatIfAgain: command({
    group: 'loops',
    label: 'fault.retry',
    icon: Scissors,
    enabled: (state) => state.whatIf !== undefined,
    run: async (context) => {
      const { whatIf } = context.store.getState();
      if (whatIf) await ask(context, whatIf.of);
    },
  }),
  whatIfClose: command({
    group: 'loops',
    label: 'command.whatIfClose',
    icon: X,
    enabled: (state) => state.whatIf !== undefined,
    run: closeWhatIf,
  }),
};

/** Other constraints are another question; other datasets end it. */
export const followWhatIf = (context: Context): (() => void) =>
  context.store.subscribe((state, before) => {
    const { whatIf } = state;
    if (!whatIf || whatIf !== before.whatIf) return;
    const [now, then] = [viewIn(state), viewIn(before)];
    if (now.datasets !== then.datasets) context.store.setState({ whatIf: undefined });
    else if (now.loops !== then.loops || now.filters !== then.filters || now.time !== then.time)
      void ask(context, whatIf.of);
  });
