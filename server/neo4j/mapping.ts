import { z } from 'zod';
import { isRoleName, isThingKind } from '../core/model/entity.ts';
import { Source } from '../core/model/evidence.ts';
import { StoredClaim, StoredDeal, StoredEntity, StoredEvidence } from '../core/model/stored.ts';
import type { Row } from './connection.ts';

/** How rows are asked for: the properties, and what labels and ends say beside them. */
export const ENTITY_ROW = 'properties(n) AS properties, labels(n) AS labels';
export const CLAIM_ROW =
  'properties(r) AS properties, type(r) AS type, startNode(r).id AS from, endNode(r).id AS to';

const Properties = z.record(z.string(), z.unknown());

/** Without the properties that only the database needs. */
export function own(row: Row): Record<string, unknown> {
  const { scope: _scope, search: _search, ...rest } = Properties.parse(row.properties);
  return rest;
}

/** Checked on the way out as on the way in: another program may have written to the same database. */
export function entityOf(row: Row): StoredEntity {
  const labels = z.array(z.string()).parse(row.labels);
  const kind = labels.find((label) => isThingKind(label) || label === 'Group' || label === 'Metric');
  const roles = kind === 'Metric' ? {} : { roles: labels.filter(isRoleName).sort() };
  return StoredEntity.parse({ ...own(row), kind, ...roles });
}

export const claimOf = (row: Row): StoredClaim =>
  StoredClaim.parse({ ...own(row), type: row.type, from: row.from, to: row.to });

export const dealOf = (row: Row): StoredDeal => StoredDeal.parse(own(row));

/** A passage with its locator put together again, which is kept flat, since a property cannot hold an object. */
export function locatorOf(properties: Record<string, unknown>): Record<string, unknown> {
  const { section, paragraph, sectionEn, sectionZh, line, whole, ...rest } = properties;
  const locator =
    section !== undefined
      ? { section, paragraph, sectionEn, sectionZh }
      : line !== undefined
        ? { line }
        : { whole };
  return { ...rest, locator };
}

export function evidenceOf(row: Row): StoredEvidence {
  const { scope: _scope, dataset: _dataset, ...source } = Properties.parse(row.source);
  return StoredEvidence.parse({ ...locatorOf(own(row)), source: Source.parse(source) });
}
