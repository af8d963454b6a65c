import type { Claim } from '../model/claim.ts';
import { CLAIM_TYPES, type Moves } from '../model/registry.ts';
import { citedAs, collected, passagesOf } from './collected.ts';
import type { Outgoing } from './format.ts';

const COLOURS: Record<Moves, string> = {
  money: '#0b6e4f',
  collateral: '#8a5a00',
  goods: '#1f5fa8',
  equity: '#7a3e9d',
  guarantee: '#a03048',
  nothing: '#8a8f98',
};

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
const attributes = (of: Record<string, string>): string =>
  `[${Object.entries(of)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(', ')}]`;

/** As on the canvas: solid for what is sure, dashed for what is pending, dotted for what is only said. */
function styleOf({ modality, status }: Claim): string {
  if (modality === 'opinion' || modality === 'allegation') return 'dotted';
  const pending = status === 'proposed' || status === 'intended' || status === 'cancelled';
  return pending || modality !== 'fact' ? 'dashed' : 'solid';
}

/** A drawing for Graphviz: what moves by colour, how sure it is by line, the figure as printed. */
export async function* dot(records: AsyncIterable<Outgoing>, loses: string): AsyncGenerator<string> {
  const whole = await collected(records);
  const passages = passagesOf(whole);
  yield `// ${`${whole.info.nameEn}. ${loses}`.replaceAll('\n', ' ')}\ndigraph loopscope {\n`;
  yield '  rankdir=LR;\n  node [shape=box, style=rounded, fontname="Helvetica"];\n  edge [fontname="Helvetica", fontsize=10];\n';
  for (const { id, nameEn, nameZh } of whole.entities)
    yield `  ${quoted(id)} ${attributes({ label: nameEn === nameZh ? nameEn : `${nameEn}\n${nameZh}` })};\n`;
  for (const claim of whole.claims) {
    const { verbEn, moves } = CLAIM_TYPES[claim.type];
    const figure = claim.asStated ?? (claim.amount === undefined ? undefined : String(claim.amount));
    yield `  ${quoted(claim.from)} -> ${quoted(claim.to)} ${attributes({
      id: claim.id,
      label: figure === undefined ? verbEn : `${verbEn}\n${figure}`,
      style: styleOf(claim),
      color: COLOURS[moves],
      tooltip: [claim.summaryEn, ...passages(claim).map(citedAs)].join('\n'),
    })};\n`;
  }
  yield '}\n';
}
