import type { Claim } from '../model/claim.ts';
import type { Entity } from '../model/entity.ts';
import type { Deal, Evidence, Outline, Source } from '../model/evidence.ts';
import { splitRef } from '../model/ids.ts';
import type { Table } from '../model/table.ts';
import { why } from '../model/why.ts';
import type { Placed, Problem } from './yaml-records.ts';

/** The records of a dataset, each with its place. */
export type PlacedDataset = {
  entities: Table<Placed<Entity>>;
  claims: Table<Placed<Claim>>;
  deals: Table<Placed<Deal>>;
  sources: Table<Placed<Source>>;
  evidence: Table<Placed<Evidence>>;
  outlines: Table<Placed<Outline>>;
};

type WithId = Placed<{ id: string }>;
type Linked = 'entity' | 'claim' | 'deal' | 'source' | 'evidence';

/** Ids that a collection holds, and a problem for each that stands there twice. */
function idsOf(records: Table<WithId>, problems: Problem[]): Set<string> {
  const ids = new Set<string>();
  for (const { value, at } of records) {
    if (ids.has(value.id)) problems.push(at(['id'], why('link.twice', { id: value.id }), 'twice'));
    ids.add(value.id);
  }
  return ids;
}

const many = <Id extends string>(field: string, ids: readonly Id[] | undefined): [string, Id][] =>
  (ids ?? []).map((id) => [field, id]);
const maybe = (field: string, id: string | undefined): [string, string][] =>
  id === undefined ? [] : [[field, id]];

/**
 * The rules that hold between the records of a dataset: every id leads somewhere, every locator exists in its source's
 * outline, every metric measures exactly one thing, no evidence or deal stands unused.
 */
export function checkLinks(dataset: PlacedDataset): Problem[] {
  const problems: Problem[] = [];
  const entities = idsOf(dataset.entities, problems);
  const claims = idsOf(dataset.claims, problems);
  const deals = idsOf(dataset.deals, problems);
  const sources = idsOf(dataset.sources, problems);
  const evidence = idsOf(dataset.evidence, problems);
  const used = new Set<string>();
  const measured = new Map<string, number>();

  const check = (at: WithId['at'], what: Linked, known: Set<string>, links: [string, string][]) => {
    for (const [field, id] of links)
      if (!known.has(id)) problems.push(at([field], why(`link.${what}`, { id }), 'link'));
  };

  const metrics = new Set<string>();
  for (const { value, at } of dataset.entities) {
    if (value.kind === 'Metric') metrics.add(value.id);
    if (value.kind === 'Group') check(at, 'entity', entities, many('except', value.except));
    if (value.kind === 'Metric') check(at, 'entity', entities, many('derivedFrom', value.derivedFrom));
  }

  for (const { value, at } of dataset.claims) {
    const parties = [...maybe('from', value.from), ...maybe('to', value.to)];
    check(at, 'entity', entities, [
      ...parties,
      ...maybe('product', value.product),
      ...maybe('collateral', value.collateral),
    ]);
    check(at, 'deal', deals, maybe('deal', value.deal));
    check(at, 'evidence', evidence, many('evidence', value.evidence));
    check(at, 'claim', claims, [
      ...many('follows', value.follows),
      ...many('about', value.about),
      // What is of another dataset may come and go with that one.
      ...many(
        'contradicts',
        value.contradicts?.filter((ref) => splitRef(ref).dataset === undefined),
      ),
    ]);
    for (const id of value.evidence) used.add(`evidence ${id}`);
    if (value.deal !== undefined) used.add(`deal ${value.deal}`);
    if (value.type === 'MEASURES') {
      measured.set(value.from, (measured.get(value.from) ?? 0) + 1);
      if (!metrics.has(value.from))
        problems.push(at(['from'], why('rule.measures', { id: value.from }), 'rule'));
    }
  }
  for (const { value, at } of dataset.entities)
    if (value.kind === 'Metric' && measured.get(value.id) !== 1)
      problems.push(
        at(['id'], why('rule.measured', { id: value.id, number: measured.get(value.id) ?? 0 }), 'rule'),
      );

  const outlines = new Map<string, Outline>();
  for (const { value, at } of dataset.outlines) {
    outlines.set(value.source, value);
    check(at, 'source', sources, maybe('source', value.source));
  }
  for (const { value, at } of dataset.evidence) {
    check(at, 'source', sources, maybe('source', value.source));
    if (!used.has(`evidence ${value.id}`))
      problems.push(at(['id'], why('link.unusedEvidence', { id: value.id }), 'unused'));
    const outline = outlines.get(value.source);
    const { locator } = value;
    if (!outline || !('section' in locator)) continue;
    const section = outline.sections.find(({ section }) => section === locator.section);
    if (!section)
      problems.push(
        at(
          ['locator', 'section'],
          why('link.section', { source: value.source, section: locator.section }),
          'link',
        ),
      );
    else if (locator.paragraph > section.paragraphs.length)
      problems.push(
        at(
          ['locator', 'paragraph'],
          why('link.paragraph', {
            section: locator.section,
            number: section.paragraphs.length,
            paragraph: locator.paragraph,
          }),
          'link',
        ),
      );
  }
  for (const { value, at } of dataset.deals)
    if (!used.has(`deal ${value.id}`))
      problems.push(at(['id'], why('link.unusedDeal', { id: value.id }), 'unused'));
  return problems;
}
