import { sceneOf } from './scene.ts';
import type { Chosen } from './selection.ts';
import { type AppState, selectedLoop, viewIn } from './store.ts';

/** What is drawn at the moment: what is on the canvas and nothing hides. */
export function shownIn(state: AppState): Chosen {
  const scene = sceneOf({
    graph: state.graph,
    view: viewIn(state),
    lang: state.prefs.lang,
    loop: selectedLoop(state),
    playing: undefined,
    cursor: undefined,
    words: { unnamed: '', verb: () => '' },
  });
  return {
    entities: scene.nodes.filter(({ hidden }) => !hidden).map(({ key }) => key),
    claims: scene.edges.filter(({ hidden }) => !hidden).flatMap(({ claims }) => claims),
  };
}
