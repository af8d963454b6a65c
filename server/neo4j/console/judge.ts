import type { Notification, Session } from 'neo4j-driver';
import type { Notice } from '../../core/contract/cypher.ts';
import { queryFault } from './errors.ts';
import { type Objection, objectionTo } from './objections.ts';
import { operatorsOf } from './plan.ts';
import { placeIn, refusal } from './refusals.ts';
import { decode, isWord, type Token } from './tokens.ts';

/** What the database is told so that it plans a query and does not run it. */
export const EXPLAIN = 'EXPLAIN\n';

/** Said of parameters that EXPLAIN was not given; they are asked for by name instead. */
const NOT_PROVIDED = 'Neo.ClientNotification.Statement.ParameterNotProvided';

/**
 * Which words of a text are keywords rather than names, as offsets in it; nothing where the text is beyond the parser. Only the place that
 * a refusal tells depends on it, never whether a query is refused.
 */
export type FindKeywords = (text: string) => Promise<ReadonlySet<number> | undefined>;

export type Sent = {
  /** As the reader sent it, and as the database gets it. */
  query: string;
  text: string;
  tokens: readonly Token[];
  parameters: Record<string, unknown>;
  timeoutMs: number;
};

export function noticeOf(notification: Notification, query: string, before: string): Notice {
  const { code, severityLevel, title, description, position } = notification;
  const offset = 'offset' in position ? position.offset : undefined;
  const place = typeof offset === 'number' ? placeIn(query, before, offset) : undefined;
  const severity = severityLevel === 'WARNING' ? 'warning' : 'information';
  return { code, severity, title, description, ...(place ? { place } : {}) };
}

/** The objection as a refusal that says where its clause first stands. */
async function located({ query, tokens }: Sent, { reason, what, clauses }: Objection, find: FindKeywords) {
  const { text, offsets } = decode(query);
  const keywords = clauses.length > 0 ? await find(text) : undefined;
  const starts = new Set([...(keywords ?? [])].map((at) => offsets[at]));
  for (const token of tokens)
    if (starts.has(token.at) && clauses.some((clause) => isWord(token, clause))) {
      const named = reason === 'procedure' || reason === 'database' ? what : token.text.toUpperCase();
      return refusal(query, reason, named, token.at);
    }
  return refusal(query, reason, what);
}

/**
 * Lets the database plan a query, without running it, in the session that would run it, and refuses it for what it would do. Gives what the
 * database had to say of it.
 */
export async function judge(
  session: Session,
  sent: Sent,
  served: string,
  find: FindKeywords,
): Promise<Notice[]> {
  const { query, text, parameters, timeoutMs } = sent;
  const metadata = { app: 'loopscope', what: 'console: explain' };
  const transaction = session.beginTransaction({ timeout: timeoutMs, metadata });
  try {
    const { summary } = await transaction.run(EXPLAIN + text, parameters);
    await transaction.rollback();
    const objection = summary.plan
      ? objectionTo(summary.queryType, operatorsOf(summary.plan), served)
      : { reason: 'operator' as const, what: 'A query without a plan', clauses: [] };
    if (objection) throw await located(sent, objection, find);
    return summary.notifications
      .filter(({ code }) => code !== NOT_PROVIDED)
      .map((notification) => noticeOf(notification, query, EXPLAIN));
  } catch (error) {
    throw queryFault(error, query, EXPLAIN);
  }
}
