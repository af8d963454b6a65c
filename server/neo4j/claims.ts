import { z } from 'zod';
import { type FlowClaim, FlowClaimRow } from '../core/loops/projection/flow.ts';
import { type ClaimFilter, filters, passerOf } from '../core/model/filter.ts';
import { CLAIM_TYPE_NAMES, type ClaimType, GRADES } from '../core/model/registry.ts';
import { StoredSource } from '../core/model/stored.ts';
import type { GraphStore } from '../core/store/types.ts';
import { type Active, type Ask, type AskEach, type Connection, gathered, type Row } from './connection.ts';
import { placesOf, scopesOf } from './entities.ts';
import { identifier } from './identifiers.ts';
import { CLAIM_ROW, claimOf, dealOf, entityOf, evidenceOf, own } from './mapping.ts';
import { CLAIM_ID_INDEX, MENTIONS_INDEX } from './schema.ts';

/** A million claims take longer than what a reader sees. */
const PROJECTION_TIMEOUT = 120_000;

const FLOW_PROPERTIES = FlowClaimRow.keyof().options.filter((key) => !['type', 'from', 'to'].includes(key));

/** A map without its nulls: a map projection names every property asked for, and absent is how we say unknown. */
const known = (map: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(map)).filter(([, value]) => value !== null),
  );

/** The grades that a filter leaves, which the database can tell by itself, and what else it asks for. */
function byGrade({ without = [], ...others }: ClaimFilter) {
  const grades = GRADES.filter((grade) => !without.includes(`grade:${grade}`));
  return { grades, rest: { ...others, without: without.filter((facet) => !facet.startsWith('grade:')) } };
}

/** A claim and its ends whole, for a filter to be asked. */
const SUBJECT_ROW =
  '{properties: properties(r), type: type(r), from: a.id, to: b.id} AS whole, {properties: properties(a), labels: labels(a)} AS start, {properties: properties(b), labels: labels(b)} AS end';
const Part = z.record(z.string(), z.unknown());
const subjectOf = (row: Row) => ({
  claim: claimOf(Part.parse(row.whole)),
  from: entityOf(Part.parse(row.start)),
  to: entityOf(Part.parse(row.end)),
});

/** `inReach`, said in Cypher. */
const IN_REACH = ` AND (r.follows IS NOT NULL OR (type(r) IN $types AND r.modality IN $modalities
  AND coalesce(r.status, 'unknown') IN $statuses AND r.basis IN $bases
  AND ($by IS NULL OR NOT coalesce(r[$by.clock] =~ '\\d.*' AND left(r[$by.clock], 4) > $by.year, false))))`;

/** What is claimed, and on what evidence. */
export function claimVerbs(
  connection: Connection,
): Pick<
  GraphStore,
  'claims' | 'claimsOf' | 'between' | 'related' | 'deals' | 'evidence' | 'sources' | 'projection'
> {
  return {
    claims: (scope, refs) =>
      connection.read('claims', scope, async (_run, active, each) =>
        gathered(
          each,
          // One index over all types: a seek in the constraint of each would make a plan of thirty branches.
          `UNWIND $places AS place
           CALL db.index.fulltext.queryRelationships($index, '"' + place.id + '"') YIELD relationship AS r
           WITH place, r WHERE r.scope = place.scope AND r.id = place.id
           WITH DISTINCT r RETURN ${CLAIM_ROW} ORDER BY r.dataset + ':' + r.id`,
          { index: CLAIM_ID_INDEX, places: placesOf(refs, active) },
          claimOf,
        ),
      ),

    claimsOf: (scope, key, { types, direction, after, among, limit }) =>
      connection.read('claims of an entity', scope, async (_run, active, each) =>
        gathered(
          each,
          `UNWIND $places AS place MATCH (n:Entity {scope: place.scope, id: place.id})-[r]-(m)
           WHERE type(r) IN $types AND ($direction IS NULL OR ($direction = 'out') = (startNode(r) = n) OR startNode(r) = endNode(r))
             AND ($among IS NULL OR m.dataset + ':' + m.id IN $among)
           WITH DISTINCT r, r.dataset + ':' + r.id AS key WHERE $after IS NULL OR key > $after
           RETURN ${CLAIM_ROW} ORDER BY key LIMIT toInteger($limit)`,
          {
            places: placesOf([key], active),
            types: types ?? CLAIM_TYPE_NAMES,
            direction: direction ?? null,
            after: after ?? null,
            among: among ?? null,
            limit,
          },
          claimOf,
        ),
      ),

    between: (scope, keys, limit) =>
      connection.read('claims between', scope, async (_run, active, each) =>
        gathered(
          each,
          `UNWIND $places AS place MATCH (n:Entity {scope: place.scope, id: place.id})
           WITH collect(n) AS ends UNWIND ends AS a MATCH (a)-[r]->(b) WHERE b IN ends AND r.scope = a.scope
           RETURN ${CLAIM_ROW} ORDER BY r.dataset + ':' + r.id LIMIT toInteger($limit)`,
          { places: placesOf(keys, active), limit },
          claimOf,
        ),
      ),

    related: (scope, claim) =>
      connection.read('related claims', scope, async (run, active) => {
        const [place] = placesOf([`${claim.dataset}:${claim.id}`], active);
        if (!place) return [];
        const rows = await run(
          `CALL () {
             CALL db.index.fulltext.queryRelationships($index, $quoted) YIELD relationship AS r RETURN r
             UNION
             MATCH (:Entity {scope: $scope, id: $from})-[r {deal: $deal}]->(:Entity {scope: $scope, id: $to})
             WHERE type(r) = $type RETURN r
           }
           WITH DISTINCT r WHERE r.scope = $scope AND r.id <> $id
           RETURN ${CLAIM_ROW} ORDER BY r.id`,
          {
            ...place,
            index: MENTIONS_INDEX,
            quoted: `"${claim.id}"`,
            from: claim.from,
            to: claim.to,
            type: claim.type,
            deal: claim.deal ?? null,
          },
        );
        return rows.map(claimOf);
      }),

    deals: (scope, keys) =>
      connection.read('deals', scope, async (_run, active, each) =>
        gathered(
          each,
          `UNWIND $places AS place MATCH (d:Deal {scope: place.scope, id: place.id})
           WITH DISTINCT d RETURN properties(d) AS properties ORDER BY d.dataset + ':' + d.id`,
          { places: placesOf(keys, active) },
          dealOf,
        ),
      ),

    evidence: (scope, keys) =>
      connection.read('evidence', scope, async (_run, active, each) =>
        gathered(
          each,
          `UNWIND $places AS place MATCH (e:Evidence {scope: place.scope, id: place.id})
           MATCH (s:Source {scope: e.scope, id: e.source})
           WITH DISTINCT e, s RETURN properties(e) AS properties, properties(s) AS source ORDER BY e.dataset + ':' + e.id`,
          { places: placesOf(keys, active) },
          evidenceOf,
        ),
      ),

    sources: (scope, text, limit) =>
      connection.read('sources', scope, async (run, active) => {
        const rows = await run(
          `MATCH (s:Source) WHERE s.scope IN $scopes
             AND any(field IN [s.title, s.publisher, s.url] WHERE toLower(field) CONTAINS $text)
           RETURN properties(s) AS properties
           ORDER BY coalesce(s.date, '') DESC, s.dataset + ':' + s.id LIMIT toInteger($limit)`,
          { scopes: scopesOf(active), text: text.toLowerCase(), limit },
        );
        return rows.map((row) => StoredSource.parse(own(row)));
      }),

    projection: (scope, { types, filter = {}, reach }, take) => {
      const projected = async (run: Ask, active: Active[], each: AskEach): Promise<void> => {
        const { grades, rest } = byGrade(filter);
        const passes = filters(rest) ? passerOf(rest) : undefined;
        const parameters = { scopes: scopesOf(active), grades, ...reach };
        const claimsOf = async (
          ofTypes: readonly ClaimType[],
          { into = '', more = '' },
          takeClaims: (claims: FlowClaim[]) => void | Promise<void>,
        ): Promise<void> => {
          // Of no type there is no claim, and no pattern that says so.
          if (ofTypes.length === 0) return;
          await each(
            `MATCH (a)-[r:${ofTypes.map(identifier).join('|')}]->(b${into})
             WHERE r.scope IN $scopes AND r.grade IN $grades${more}
             RETURN r {${FLOW_PROPERTIES.map((key) => `.${identifier(key)}`).join(', ')},
               type: type(r), from: a.id, to: b.id} AS claim${passes ? `, ${SUBJECT_ROW}` : ''}`,
            parameters,
            async (rows) => {
              const left = passes ? rows.filter((row) => passes(subjectOf(row))) : rows;
              await takeClaims(left.map((row) => FlowClaimRow.parse(known(row.claim))));
            },
          );
        };
        const parts: FlowClaim[] = [];
        await claimsOf(['PART_OF'], { into: ':!Group' }, (claims) => void parts.push(...claims));
        const years = await run(
          `MATCH (n:Entity) WHERE n.scope IN $scopes AND n.fiscalYearEnd IS NOT NULL
           RETURN n.dataset + ':' + n.id AS key, n.fiscalYearEnd AS month`,
          parameters,
        );
        const same = await run(
          `MATCH (n:Entity) WHERE n.scope IN $scopes AND n.sameAs IS NOT NULL
           WITH n, split(n.sameAs, ':') AS place
           MATCH (m:Entity) WHERE m.scope IN $scopes AND m.id = place[1] AND m.dataset = place[0]
           RETURN n.dataset + ':' + n.id AS key, n.sameAs AS same`,
          parameters,
        );
        await take({
          kind: 'head',
          version: active.map(({ id, version }) => `${id}@${version}`).join(),
          parts,
          fiscalYearEnds: z
            .record(z.string(), z.int())
            .parse(Object.fromEntries(years.map(({ key, month }) => [key, month]))),
          sameAs: z
            .record(z.string(), z.string())
            .parse(Object.fromEntries(same.map(({ key, same }) => [key, same]))),
        });
        await claimsOf(types, { more: reach ? IN_REACH : '' }, (claims) => take({ kind: 'claims', claims }));
      };
      return connection.read('projection', scope, projected, PROJECTION_TIMEOUT);
    },
  };
}
