import { aroundQuery, parametersFor, shownQuery } from '../../server/core/cypher/shown.ts';
import type { CypherValue } from '../../server/core/cypher/values.ts';
import { claimKey, claimsAmong, membersOf } from '../state/graph.ts';
import { sceneOf } from '../state/scene.ts';
import { type AppState, selectedLoop, viewIn } from '../state/store.ts';
import { consoleOf } from './console-session.ts';
import type { Context } from './context.ts';
import { isDocked, toggleTab } from './dock.ts';

/** What the canvas shows, by the keys of records: an entity of two datasets is two of them. */
function shownIn(state: AppState): { entities: string[]; claims: string[] | undefined } {
  const view = viewIn(state);
  const words = { unnamed: '', verb: () => '' };
  const scene = sceneOf({
    graph: state.graph,
    view,
    lang: state.prefs.lang,
    loop: selectedLoop(state),
    playing: undefined,
    cursor: undefined,
    difference: state.compared?.difference,
    words,
  });
  const keys = scene.nodes.filter(({ hidden }) => !hidden).map(({ key }) => key);
  const claims = scene.edges.filter(({ hidden }) => !hidden).flatMap((edge) => edge.claims);
  const all = new Set(claimsAmong(state.graph, new Set(keys)).map(claimKey));
  return {
    entities: keys.flatMap((key) => membersOf(state.graph, key)),
    // Where nothing between them is hidden, none need be named.
    claims: claims.length === all.size ? undefined : claims,
  };
}

function openConsole(context: Context): void {
  if (!isDocked(context.store.getState(), 'console')) toggleTab(context, 'console');
}

export type Query = { readonly query: string; readonly parameters: Readonly<Record<string, CypherValue>> };

export function openQuery(context: Context, { query, parameters }: Query): void {
  openConsole(context);
  consoleOf(context).take(query, parameters);
}

/** Puts what the canvas shows into the editor, as a query. */
export function queryCanvas(context: Context): void {
  const { entities, claims } = shownIn(context.store.getState());
  openQuery(context, shownQuery(entities, claims));
}

/** Runs the query in the editor for an entity, as `$id` and `$dataset`; where it names no `$id`, asks what is around the entity. */
export function queryFor(context: Context, key: string): void {
  const session = consoleOf(context);
  const { text } = session.store.getState();
  openConsole(context);
  if (/\$id\b/.test(text)) session.take(text, parametersFor(key));
  else {
    const { query, parameters } = aroundQuery(key);
    session.take(query, parameters);
  }
  session.run('run');
}
