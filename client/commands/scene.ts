import type { Translate } from '../locales/index.ts';
import { verbOf } from '../state/format.ts';
import { allGauged } from '../state/looks/look.ts';
import { playSteps } from '../state/loops.ts';
import { type Scene, sceneOf } from '../state/scene.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { effectOf } from '../state/what-if.ts';

type Parts = Pick<
  AppState,
  'graph' | 'history' | 'player' | 'cursor' | 'loops' | 'whatIf' | 'compared' | 'networks' | 'prefs'
>;

/** What the scene is made of: where none of it has changed, neither has the scene. */
export const scenePartsOf = (state: AppState): Parts => ({
  graph: state.graph,
  history: state.history,
  player: state.player,
  cursor: state.cursor,
  loops: state.loops,
  whatIf: state.whatIf,
  compared: state.compared,
  networks: state.networks,
  prefs: state.prefs,
});

/** The scene of the moment. */
export function sceneNow(state: Parts, t: Translate): Scene {
  const { graph, player, cursor, loops, whatIf, compared, networks, prefs } = state;
  const loop = selectedLoop(state);
  return sceneOf({
    graph,
    view: viewIn(state),
    lang: prefs.lang,
    loop,
    playing: loop && player?.loop === loop.id ? playSteps(loop)[player.at] : undefined,
    cursor,
    difference: compared?.difference,
    gauged: allGauged(graph, viewIn(state), networks),
    effect: whatIf && effectOf(graph, loops, whatIf),
    words: { unnamed: t('legend.unnamed'), verb: (claim) => verbOf(claim.type, prefs.lang) },
  });
}
