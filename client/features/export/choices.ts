import { useState } from 'react';
import { loopTitle } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { chosenFor, type Exported, PARTS, type Part, sizeOf } from '../../state/exporting.ts';
import { shownInFlow } from '../../state/flow/shown.ts';
import { count, nameOf } from '../../state/format.ts';
import { selectedLoop, viewIn } from '../../state/store.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

export type Kind = 'data' | 'picture' | 'finding';
export type Choice = {
  readonly value: string;
  readonly text: string;
  /** Absent where there is only a picture of it. */
  readonly what?: Exported;
  readonly kinds: readonly Kind[];
};

/** What there is to export at the moment, each with how much that is. */
export function useChoices(): readonly Choice[] {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const served = useAppState((state) => state.served);
  // What is shown does not change behind the dialog.
  const [state] = useState(() => context.store.getState());
  const sized = (name: string, size: { entities: number; claims: number }) =>
    t('export.count', { name, entities: count(size.entities, lang), claims: count(size.claims, lang) });
  const loop = selectedLoop(state);
  const nameFor = (kind: Part): string =>
    kind === 'selection' && loop
      ? t('export.loop', { name: loopTitle(state.graph, loop, lang) })
      : t(`export.${kind}`);
  const parts = PARTS.flatMap((kind): Choice[] => {
    const chosen = chosenFor(state, kind);
    const size = { entities: chosen.entities.length, claims: chosen.claims.length };
    // A file that is a finding makes no further ones: it has not the page to put them into.
    const whole: Kind[] = state.finding ? ['data', 'picture'] : ['data', 'finding', 'picture'];
    const kinds: Kind[] =
      kind === 'canvas' ? whole : kind === 'selection' ? whole.filter((one) => one !== 'picture') : ['data'];
    return sizeOf(chosen) === 0
      ? []
      : [{ value: kind, text: sized(nameFor(kind), size), what: { kind }, kinds }];
  });
  const flow: Choice[] =
    viewIn(state).stage.form === 'flow' && shownInFlow(state).length > 0
      ? [{ value: 'flow', text: t('export.flow'), kinds: ['picture'] }]
      : [];
  const whole = served.map(
    (dataset): Choice => ({
      value: `dataset:${dataset.id}`,
      text: sized(t('export.dataset', { name: nameOf(dataset, lang) }), dataset.counts),
      what: { kind: 'dataset', id: dataset.id },
      kinds: ['data'],
    }),
  );
  return [...flow, ...parts, ...whole];
}
