import type { StoredClaim } from '../../server/core/model/stored.ts';
import type { Translate } from '../locales/index.ts';
import { bundled } from '../state/bundles.ts';
import { type Lang, nameOf, verbOf } from '../state/format.ts';
import { entityAt, fromKey, type Graph, toKey } from '../state/graph.ts';
import { type Loop, stepFrom } from '../state/loops.ts';

/** The name of an entity, or its id where it is not loaded. */
export function entityName(graph: Graph, key: string, lang: Lang): string {
  const entity = entityAt(graph, key);
  return entity ? nameOf(entity, lang) : (key.split(':')[1] ?? key);
}

/** Chinese needs no space between words, save beside Latin letters. */
const joined = (words: readonly string[]): string =>
  words.reduce((text, word) => `${text}${/[\w.)]$/.test(text) || /^[\w(]/.test(word) ? ' ' : ''}${word}`);

/** "Nvidia invests in CoreWeave". */
export const claimTitle = (graph: Graph, claim: StoredClaim, lang: Lang): string =>
  joined([
    entityName(graph, fromKey(graph, claim), lang),
    verbOf(claim.type, lang),
    entityName(graph, toKey(graph, claim), lang),
  ]);

/** "Nvidia invests in CoreWeave, 7 claims". */
export function bundleTitle({
  graph,
  key,
  lang,
  t,
}: {
  graph: Graph;
  key: string;
  lang: Lang;
  t: Translate;
}): string {
  const [first, ...others] = bundled(graph, key);
  if (!first) return key;
  return `${claimTitle(graph, first, lang)}: ${t('bundle.claims', { count: others.length + 1 })}`;
}

/** "Nvidia → CoreWeave → Nvidia". */
export function loopTitle(graph: Graph, loop: Loop, lang: Lang): string {
  const stops = loop.legs.map((leg) => stepFrom(graph, leg));
  return stopsTitle(graph, [...stops, ...stops.slice(0, 1)], lang);
}

/** "Nvidia → CoreWeave → Microsoft". */
export const stopsTitle = (graph: Graph, stops: readonly string[], lang: Lang): string =>
  stops.map((key) => entityName(graph, key, lang)).join(' → ');

/** What an undo step was about, in words. */
export function subjectName(
  graph: Graph,
  loops: readonly Loop[],
  subject: string | undefined,
  lang: Lang,
): string {
  if (subject === undefined) return '';
  if (entityAt(graph, subject)) return entityName(graph, subject, lang);
  const claim = graph.claims.get(subject);
  if (claim) return claimTitle(graph, claim, lang);
  const loop = loops.find(({ id }) => id === subject);
  return loop ? loopTitle(graph, loop, lang) : subject;
}
