import type { Input, Output } from '../contract/index.ts';
import type { LoopEvent } from '../contract/loops.ts';
import type { LoopRow, Progress } from '../loops/index.ts';
import type { SharedLegs } from '../model/loop.ts';
import type { Deps, LoopNews } from './deps.ts';
import { endsOf } from './lookup.ts';
import { prepared } from './loop-question.ts';
import { settled, settledEvents, unchanged } from './settled.ts';
import { told } from './told.ts';

const searched = ({ found, counted, starts }: Progress) => ({ found, counted, searched: starts });

/** How the loops of a question are to be found. */
const wanted = ({ sort, currency, find, limit }: Input<'loops'>) => ({ sortBy: sort, currency, find, limit });

/** Finds loops on a projection, and gives the rows their claims and evidence. */
export const loops = (deps: Deps, input: Input<'loops'>, signal: AbortSignal): Promise<Output<'loops'>> =>
  settled(() => loopsNow(deps, input, signal));

async function loopsNow(deps: Deps, input: Input<'loops'>, signal: AbortSignal): Promise<Output<'loops'>> {
  const { store, compute } = deps;
  const { scope, projection, ...question } = await prepared(deps, input);
  const query = { ...question.query, ...wanted(input) };
  const search = await compute.loops(projection, query, signal);
  const { rows, shared, truncated, reason } = search;
  const { claims, loops } = await told(store, scope, rows, shared);
  const shown = rows.flatMap(({ legs, restsOn }) => [...legs.map(({ claim }) => claim), ...restsOn]);
  const wholes = rows.flatMap(({ legs }) =>
    legs.flatMap(({ rolledUp }) => rolledUp.map(({ whole }) => whole)),
  );
  const ends = endsOf(shown.flatMap((key) => claims.get(key) ?? []));
  const entities = await store.entities(scope, [...new Set([...ends, ...wholes])]);
  await unchanged(store, scope, projection.version);
  return {
    loops,
    entities,
    truncated,
    ...(reason === undefined ? {} : { reason }),
    ...searched(search),
  };
}

/** Rows that are given their claims together: few enough to come soon, enough for one read of the store. */
const BUNDLE = 50;

/** The same as it goes: progress, loops as they are found or, where the best are asked for, as they stand at the end, and one `end`. */
export const loopEvents = (
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent> => settledEvents(() => loopEventsNow(deps, input, signal));

async function* loopEventsNow(
  deps: Deps,
  input: Input<'loops'>,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent> {
  const began = performance.now();
  const { store, compute } = deps;
  const { scope, projection, ...question } = await prepared(deps, input);
  const query = { ...question.query, ...wanted(input) };
  const news: LoopNews[] = [];
  let wake = (): void => {};
  const search = compute.loops(projection, query, signal, (heard) => {
    news.push(heard);
    wake();
  });
  let over = false;
  const end = (): void => {
    over = true;
    wake();
  };
  search.then(end, end); // what it failed with is thrown below, where it is awaited
  const items = async function* (
    rows: readonly LoopRow[],
    shared: readonly SharedLegs[] = [],
  ): AsyncGenerator<LoopEvent> {
    for (let at = 0; at < rows.length; at += BUNDLE) {
      const bundle = rows.slice(at, at + BUNDLE);
      const theirs = shared.slice(at, at + BUNDLE);
      for (const loop of (await told(store, scope, bundle, theirs)).loops) yield { type: 'item', loop };
    }
  };
  while (!over || news.length > 0) {
    const heard = news.shift();
    if (heard?.kind === 'found') yield* items(heard.rows);
    else if (heard?.kind === 'best') {
      // What is better by now is told instead.
      if (news.some(({ kind }) => kind === 'best')) continue;
      const best = await told(store, scope, heard.rows);
      await unchanged(store, scope, projection.version);
      yield { type: 'best', loops: best.loops };
    } else if (heard) yield { type: 'progress', ...searched(heard.progress) };
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (over) resolve();
      });
  }
  const { rows, shared, truncated, reason, ...progress } = await search;
  if (input.find === 'best') {
    await unchanged(store, scope, projection.version);
    yield* items(rows, shared);
  }
  await unchanged(store, scope, projection.version);
  const ms = Math.round(performance.now() - began);
  yield {
    type: 'end',
    count: rows.length,
    ms,
    truncated,
    ...(reason === undefined ? {} : { reason }),
    ...searched(progress),
  };
}
