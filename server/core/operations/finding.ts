import { Fault } from '../contract/errors.ts';
import type { FileAnswer } from '../contract/exports.ts';
import type { Input } from '../contract/index.ts';
import { FORMATS } from '../formats/index.ts';
import type { Finding } from '../model/finding.ts';
import type { Deps } from './deps.ts';
import { partsFor } from './exports.ts';

/** JSON within a script element: nothing in it can end that. */
const harmless = (json: string): string => json.replaceAll('<', '\\u003c');

/** What is on a canvas as one HTML file, which is the page itself, and opens without a server. */
export async function finding(deps: Deps, input: Input<'finding'>): Promise<FileAnswer> {
  const { store, page } = deps;
  if (!page)
    throw new Fault('unavailable', 'This server has no page to put findings into: npm run build makes it.');
  const parts = await partsFor(store, input, (info) => info);
  const { before, after } = await page();
  const head: Finding = {
    loopscope: 'finding',
    format: 1,
    title: input.title,
    question: input.question,
    made: new Date().toISOString(),
    lang: input.lang,
    view: input.view,
    datasets: parts.map(({ info: { id, version, nameEn, nameZh } }) => ({ id, version, nameEn, nameZh })),
  };
  const written = async function* () {
    yield before;
    yield harmless(`${JSON.stringify(head).slice(0, -1)},"data":[`);
    for (const [at, { records }] of parts.entries()) {
      if (at > 0) yield ',';
      for await (const text of FORMATS.json.write(records)) yield harmless(String(text));
    }
    yield ']}';
    yield after;
  };
  return { name: 'loopscope-finding.html', mediaType: 'text/html', parts: written() };
}
