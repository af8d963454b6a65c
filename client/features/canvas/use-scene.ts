import { useMemo } from 'react';
import { useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { playSteps } from '../../state/loops.ts';
import { type Scene, sceneOf } from '../../state/scene.ts';
import { selectedLoop } from '../../state/store.ts';
import { effectOf } from '../../state/what-if.ts';
import { useAppState, useLang, useView } from '../app-context.tsx';

/** The scene of the moment, made anew only when something that it is made of has changed. */
export function useScene(): Scene {
  const t = useText();
  const lang = useLang();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const loop = useAppState(selectedLoop);
  const player = useAppState((state) => state.player);
  const cursor = useAppState((state) => state.cursor);
  const loops = useAppState((state) => state.loops);
  const whatIf = useAppState((state) => state.whatIf);
  const difference = useAppState(({ compared }) => compared?.difference);
  const unnamed = t('legend.unnamed');
  return useMemo(
    () =>
      sceneOf({
        graph,
        view,
        lang,
        loop,
        playing: loop && player?.loop === loop.id ? playSteps(loop)[player.at] : undefined,
        cursor,
        difference,
        effect: whatIf && effectOf(graph, loops, whatIf),
        words: { unnamed, verb: (claim) => verbOf(claim.type, lang) },
      }),
    [graph, view, lang, loop, player, cursor, loops, whatIf, difference, unnamed],
  );
}
