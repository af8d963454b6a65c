import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../dist/finding/finding.html', import.meta.url));
/** The element that a finding goes into, as `client/finding.html` has it. */
const PLACE = '<script type="application/json" id="finding">';

type Halves = { before: string; after: string };

/** The page as one file, on both sides of where a finding goes; undefined where it is not built. */
export async function findingPage(file: string = PAGE): Promise<(() => Promise<Halves>) | undefined> {
  const html = await readFile(file, 'utf8').catch(() => undefined);
  if (html === undefined) return undefined;
  const at = html.indexOf(PLACE) + PLACE.length;
  if (at < PLACE.length) throw new Error(`${file} has no place for a finding.`);
  const halves = { before: html.slice(0, at), after: html.slice(at) };
  return async () => halves;
}
