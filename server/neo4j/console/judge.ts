import type { Notification, Session } from 'neo4j-driver';
import type { Notice, Refused } from '../../core/contract/cypher.ts';
import { OPERATORS, PROCEDURES, QUERY_TYPES } from './allowed.ts';
import { type Catalogue, keyOfName } from './catalogue.ts';
import { placeIn, queryFault } from './errors.ts';
import { type Operator, operatorsOf } from './plan.ts';
import { refusal } from './refusals.ts';
import { isWord, type Token } from './tokens.ts';

/** What the database is told so that it plans a query and does not run it. */
export const EXPLAIN = 'EXPLAIN\n';

/** Operators that are refused, by the clause they come from: the words to look for, and why. */
const CLAUSES: readonly { operators: RegExp; reason: Refused['reason']; words: readonly string[] }[] = [
  { operators: /^LoadCSV$/, reason: 'files', words: ['LOAD CSV'] },
  { operators: /^ShowSettings$/, reason: 'configuration', words: ['SHOW'] },
  { operators: /^ShowTransactions$/, reason: 'transactions', words: ['SHOW'] },
  { operators: /^TerminateTransactions$/, reason: 'transactions', words: ['TERMINATE'] },
  {
    operators:
      /^(?:Create|Drop|DoNothingIfExists)(?:Constraint|Index|Lookup|Fulltext)?.*(?:Index|Constraint|Exists)/,
    reason: 'schema',
    words: ['CREATE', 'DROP'],
  },
  {
    operators: /^AdministrationCommand$/,
    reason: 'administration',
    words: [
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
      'ENABLE',
      'DRYRUN',
      'DEALLOCATE',
      'REALLOCATE',
    ],
  },
  {
    operators: /^Transaction(?:Apply|Foreach)$/,
    reason: 'writes',
    words: ['IN TRANSACTIONS', 'TRANSACTIONS'],
  },
  { operators: /^Foreach/, reason: 'writes', words: ['FOREACH'] },
  { operators: /^(?:Locking)?Merge$/, reason: 'writes', words: ['MERGE'] },
  { operators: /^Create$/, reason: 'writes', words: ['CREATE', 'INSERT'] },
  { operators: /^(?:Detach)?Delete/, reason: 'writes', words: ['DETACH', 'NODETACH', 'DELETE'] },
  { operators: /^RemoveLabels$/, reason: 'writes', words: ['REMOVE'] },
  { operators: /^Set/, reason: 'writes', words: ['SET', 'REMOVE'] },
];

const WRITING = ['CREATE', 'INSERT', 'MERGE', 'SET', 'DELETE', 'REMOVE', 'FOREACH', 'DETACH', 'DROP'];

/** Where one of some words first stands. */
function wordAt(
  tokens: readonly Token[],
  words: readonly string[],
): { word: string; at: number } | undefined {
  for (const [at, token] of tokens.entries())
    for (const word of words)
      if (word.split(' ').every((part, of) => isWord(tokens[at + of], part))) return { word, at: token.at };
  return undefined;
}

function refuseFor(query: string, tokens: readonly Token[], { name }: Operator): never {
  const clause = CLAUSES.find(({ operators }) => operators.test(name));
  if (!clause) throw refusal(query, 'operator', name);
  const found = wordAt(tokens, clause.words);
  throw refusal(query, clause.reason, found?.word ?? name, found?.at);
}

/** Refuses a plan that does anything but read this database. */
function checkPlan(
  query: string,
  tokens: readonly Token[],
  type: string,
  operators: readonly Operator[],
  { database }: Catalogue,
): void {
  for (const operator of operators) {
    if (!OPERATORS.has(operator.name)) refuseFor(query, tokens, operator);
    if (operator.name === 'ProcedureCall') {
      const name = operator.details.split('(')[0] ?? '';
      if (!PROCEDURES.has(keyOfName(name))) throw refusal(query, 'procedure', name);
    }
    if (operator.database.toLowerCase() !== database.toLowerCase())
      throw refusal(query, 'database', operator.database, wordAt(tokens, ['USE'])?.at);
  }
  if (QUERY_TYPES.has(type)) return;
  const found = wordAt(tokens, WRITING);
  throw refusal(query, 'writes', found?.word ?? 'The query', found?.at);
}

export const noticeOf = (
  { code, severityLevel, title, description, position }: Notification,
  query: string,
  before: string,
): Notice => {
  const place =
    'offset' in position && typeof position.offset === 'number'
      ? placeIn(query, before, position.offset)
      : undefined;
  return {
    code,
    severity: severityLevel === 'WARNING' ? 'warning' : 'information',
    title,
    description,
    ...(place ? { place } : {}),
  };
};

/** Said of parameters that EXPLAIN was not given; they are asked for by name instead. */
const NOT_PROVIDED = 'Neo.ClientNotification.Statement.ParameterNotProvided';

/** Lets the database plan a query, without running it, and judges what it would do. Gives what the database had to say of it. */
export async function judge(
  session: Session,
  sent: {
    query: string;
    text: string;
    tokens: readonly Token[];
    parameters: Record<string, unknown>;
    timeoutMs: number;
  },
  catalogue: Catalogue,
): Promise<Notice[]> {
  const { query, text, tokens, parameters, timeoutMs } = sent;
  const transaction = session.beginTransaction({
    timeout: timeoutMs,
    metadata: { app: 'loopscope', what: 'console: explain' },
  });
  try {
    const { summary } = await transaction.run(EXPLAIN + text, parameters);
    await transaction.rollback();
    if (!summary.plan) throw refusal(query, 'operator', 'A query without a plan');
    checkPlan(query, tokens, summary.queryType, operatorsOf(summary.plan), catalogue);
    return summary.notifications
      .filter(({ code }) => code !== NOT_PROVIDED)
      .map((notification) => noticeOf(notification, query, EXPLAIN));
  } catch (error) {
    throw queryFault(error, query, EXPLAIN);
  }
}
