// Which words of a query are keywords, by Neo4j's own grammar. JavaScript, as nothing here needs a compiler and the grammar is large.
import { parentPort } from 'node:worker_threads';
import { CypherLanguageService } from '@neo4j-cypher/language-support';

/** Offsets come in code points; they are wanted in UTF-16 units. @param {string} text */
function keywordsOf(text) {
  const starts = [];
  let unit = 0;
  for (const character of text) {
    starts.push(unit);
    unit += character.length;
  }
  return new CypherLanguageService()
    .highlightSyntax(text)
    .filter(({ tokenType }) => tokenType === 'keyword')
    .map(({ position }) => starts[position.startOffset] ?? 0);
}

parentPort?.on('message', (/** @type {{ id: number, text: string }} */ { id, text }) => {
  parentPort?.postMessage({ id, keywords: keywordsOf(text) });
});
