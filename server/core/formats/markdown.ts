import type { Claim } from '../model/claim.ts';
import type { Entity } from '../model/entity.ts';
import { CLAIM_TYPES } from '../model/registry.ts';
import { collected, passagesOf, placeOf } from './collected.ts';
import type { Outgoing } from './format.ts';

/** What is a text stays a text: every sign that Markdown or HTML would take as its own is escaped. */
const plain = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&').replaceAll('\n', ' ');
/** An address as a link that holds nothing else. */
const link = (url: string): string => `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`;

/** The fields of a claim that are known, in words. */
function facts(claim: Claim): string[] {
  const { amount, amountMin, amountMax, currency, price, per } = claim;
  const money = (value: number) => `${currency ?? 'currency not given'} ${value.toLocaleString('en')}`;
  const sum =
    amount !== undefined
      ? `${claim.approximate ? 'about ' : ''}${money(amount)}`
      : amountMax !== undefined
        ? `at most ${money(amountMax)}`
        : amountMin !== undefined
          ? `at least ${money(amountMin)}`
          : undefined;
  return [
    sum && (claim.asStated ? `${sum} (${claim.asStated})` : sum),
    price === undefined ? undefined : `${money(price)} per ${per}`,
    claim.quantity === undefined ? undefined : `${claim.quantity.toLocaleString('en')} ${claim.unit}`,
    claim.status ?? 'status not given',
    claim.modality,
    claim.basis === 'implied' ? 'implied' : undefined,
    claim.start && `from ${claim.start}`,
    claim.end && `until ${claim.end}`,
    claim.knownOn && `known ${claim.knownOn}`,
    claim.attributedTo && `according to ${claim.attributedTo.join(', citing ')}`,
  ].filter((fact) => fact !== undefined);
}

/** A report that a person reads: who is in it, what is claimed with its sources, and the sources. */
export async function* markdown(records: AsyncIterable<Outgoing>, loses: string): AsyncGenerator<string> {
  const whole = await collected(records);
  const passages = passagesOf(whole);
  const names = new Map<string, Entity>(whole.entities.map((entity) => [entity.id, entity]));
  const nameOf = (id: string): string => plain(names.get(id)?.nameEn ?? id);
  yield `# ${plain(whole.info.nameEn)}\n\n${plain(whole.info.summaryEn)}\n\n_${plain(loses)}_\n\n## Entities\n\n`;
  yield '| entity | 名稱 | kind | what it is |\n|---|---|---|---|\n';
  for (const { nameEn, nameZh, kind, summaryEn } of whole.entities)
    yield `| ${plain(nameEn)} | ${plain(nameZh)} | ${kind} | ${plain(summaryEn)} |\n`;
  yield '\n## Claims\n';
  for (const claim of whole.claims) {
    yield `\n### ${nameOf(claim.from)} ${CLAIM_TYPES[claim.type].verbEn} ${nameOf(claim.to)}\n\n`;
    yield `${plain(claim.summaryEn)}\n\n${plain(claim.summaryZh)}\n\n`;
    yield `- \`${claim.id}\`: ${facts(claim).map(plain).join('; ')}\n`;
    for (const { passage, source } of passages(claim)) {
      const says = passage.says === undefined ? '' : `: ${plain(passage.says)}`;
      yield `- evidence: ${plain(source.publisher)}, ${plain(source.title)}, ${plain(source.date ?? 'undated')} (${source.grade}), ${plain(placeOf(passage))}${says}${source.url ? ` ${link(source.url)}` : ''}\n`;
    }
  }
  yield '\n## Sources\n\n';
  for (const { id, publisher, title, date, url, grade } of whole.sources)
    yield `- \`${id}\` ${plain(publisher)}: ${plain(title)}, ${plain(date ?? 'undated')} (${grade})${url ? ` ${link(url)}` : ''}\n`;
}
