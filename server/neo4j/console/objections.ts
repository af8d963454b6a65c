import type { Refused } from '../../core/contract/cypher.ts';
import { OPERATORS, PROCEDURES, QUERY_TYPES } from './allowed.ts';
import { keyOfName } from './catalogue.ts';
import type { Operator } from './plan.ts';

/** What a plan does that a reader may not, and the clauses that it may come from. */
export type Objection = { reason: Refused['reason']; what: string; clauses: readonly string[] };

type Rule = { operators: RegExp; reason: Refused['reason']; clauses: readonly string[] };

const WRITING = ['CREATE', 'INSERT', 'MERGE', 'SET', 'DETACH', 'NODETACH', 'DELETE', 'REMOVE', 'FOREACH'];
const ADMINISTERING = [
  'SHOW',
  'CREATE',
  'ALTER',
  'DROP',
  'GRANT',
  'DENY',
  'REVOKE',
  'START',
  'STOP',
  'RENAME',
].concat('ENABLE', 'DRYRUN', 'DEALLOCATE', 'REALLOCATE');

/** Operators that are known and refused, by how they are called. Whatever fits none is refused all the same, as an unknown operator. */
const RULES: readonly Rule[] = [
  { operators: /^LoadCSV$/, reason: 'files', clauses: ['LOAD'] },
  { operators: /^ShowSettings$/, reason: 'configuration', clauses: ['SHOW'] },
  { operators: /^(?:Show|Terminate)Transactions$/, reason: 'transactions', clauses: ['SHOW', 'TERMINATE'] },
  { operators: /^AdministrationCommand$/, reason: 'administration', clauses: ADMINISTERING },
  { operators: /Index|Constraint|^DoNothing/, reason: 'schema', clauses: ['CREATE', 'DROP'] },
  { operators: /^Transaction(?:Apply|Foreach)$/, reason: 'commits', clauses: ['TRANSACTIONS'] },
  {
    operators: /^(?:LockingMerge|Merge|Create|(?:Subquery)?Foreach|RemoveLabels|Set\w*|(?:Detach)?Delete)/,
    reason: 'writes',
    clauses: WRITING,
  },
];

function toOperator({ name, database, details }: Operator, served: string): Objection | undefined {
  if (!OPERATORS.has(name)) {
    const rule = RULES.find(({ operators }) => operators.test(name));
    return { reason: rule?.reason ?? 'operator', what: name, clauses: rule?.clauses ?? [] };
  }
  if (database.toLowerCase() !== served.toLowerCase())
    return { reason: 'database', what: database, clauses: ['USE'] };
  const called = name === 'ProcedureCall' ? (details.split('(')[0] ?? '') : undefined;
  if (called !== undefined && !PROCEDURES.has(keyOfName(called)))
    return { reason: 'procedure', what: called, clauses: ['CALL'] };
  return undefined;
}

/** The first thing against a plan, if there is one: `type` is what the database makes of the query as a whole. */
export function objectionTo(
  type: string,
  operators: readonly Operator[],
  served: string,
): Objection | undefined {
  for (const operator of operators) {
    const objection = toOperator(operator, served);
    if (objection) return objection;
  }
  return QUERY_TYPES.has(type) ? undefined : { reason: 'writes', what: 'The query', clauses: WRITING };
}
