import { citedAs, collected, passagesOf } from './collected.ts';
import type { Outgoing } from './format.ts';

/** Cytoscape's own JSON, for its desktop program and its library: a record's fields as data. */
export async function* cytoscapeJson(
  records: AsyncIterable<Outgoing>,
  loses: string,
): AsyncGenerator<string> {
  const whole = await collected(records);
  const passages = passagesOf(whole);
  const data = { name: whole.info.nameEn, dataset: whole.info.id, loses };
  yield `{"data":${JSON.stringify(data)},"elements":{"nodes":[`;
  for (const [at, entity] of whole.entities.entries())
    yield `${at === 0 ? '' : ','}\n${JSON.stringify({ data: { ...entity, name: entity.nameEn } })}`;
  yield '\n],"edges":[';
  for (const [at, claim] of whole.claims.entries()) {
    const { from, to, ...rest } = claim;
    const edge = {
      ...rest,
      source: from,
      target: to,
      interaction: claim.type,
      evidenceText: passages(claim).map(citedAs).join(' | '),
    };
    yield `${at === 0 ? '' : ','}\n${JSON.stringify({ data: edge })}`;
  }
  yield '\n]}}\n';
}
