import type { Session } from 'neo4j-driver';
import { CYPHER_LIMITS, type Notice } from '../../core/contract/cypher.ts';
import { Fault } from '../../core/contract/errors.ts';
import type { Input } from '../../core/contract/index.ts';
import type { CypherBounds, CypherConsole, CypherLimits, CypherTold } from '../../core/store/cypher.ts';
import type { Connection, Reader } from '../connection.ts';
import { loadsUnderWay } from '../datasets.ts';
import { checkWords, depthOf, parametersOf } from './calls.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { fresh } from './fresh.ts';
import { headOf } from './head.ts';
import { type FindKeywords, judge, type Sent } from './judge.ts';
import { rowsOf } from './run.ts';
import { type Token, tokensOf } from './tokens.ts';
import { parametersFrom } from './values.ts';

/** Judgements that are kept: of the queries asked last. */
const KEPT = 500;
const BY_DEFAULT = { timeoutMs: 30_000, maxRows: 10_000, maxBytes: 16 * 1024 * 1024 };

const limitsOf = (bounds: CypherBounds): CypherLimits => {
  const upTo = (name: keyof typeof BY_DEFAULT) => ({
    default: Math.min(BY_DEFAULT[name], bounds[name]),
    max: bounds[name],
  });
  return {
    timeoutMs: upTo('timeoutMs'),
    maxRows: upTo('maxRows'),
    maxBytes: upTo('maxBytes'),
    atOnce: bounds.atOnce,
  };
};

/** What a reader asks for, or what there is by default; never more than the server allows. */
function withinBounds(question: Input<'cypher'>, limits: CypherLimits) {
  const within = (field: 'timeoutMs' | 'maxRows' | 'maxBytes'): number => {
    const { default: usual, max } = limits[field];
    const value = question[field] ?? usual;
    if (value <= max) return value;
    const message = `this server allows up to ${max}`;
    throw new Fault('bad_request', `${field}: ${message}`, { fields: [{ field, message, max }] });
  };
  return { timeoutMs: within('timeoutMs'), maxRows: within('maxRows'), maxBytes: within('maxBytes') };
}

/** Comments are no query; the database would complain of the EXPLAIN that is put before it. */
function checkThere(tokens: readonly Token[]): void {
  if (tokens.length > 0) return;
  const message = 'there is no query';
  throw new Fault('bad_request', `query: ${message}`, { fields: [{ field: 'query', message }] });
}

function checkDepth(tokens: readonly Token[]): void {
  const { all, braces } = depthOf(tokens);
  if (all <= CYPHER_LIMITS.depth && braces <= CYPHER_LIMITS.braces) return;
  const message = `it is nested deeper than ${CYPHER_LIMITS.depth} brackets, or ${CYPHER_LIMITS.braces} braces`;
  throw new Fault('too_large', `query: ${message}`, { fields: [{ field: 'query', message }] });
}

function checkGiven(names: readonly string[], given: Record<string, unknown>): void {
  const missing = names.filter((name) => !Object.hasOwn(given, name));
  if (missing.length === 0) return;
  const message = `not given: ${missing.map((name) => `$${name}`).join(', ')}`;
  throw new Fault('bad_request', `parameters: ${message}`, {
    fields: [{ field: 'parameters', message }],
    missing,
  });
}

/** As many for all addresses together as so many of them may have: what they run shares one database with everyone who reads. */
const ADDRESSES = 6;
const RETRY_AFTER = 5;
const LOADS_FRESH_MS = 2_000;

/** Said while a dataset is loaded: a reader sees the graph as it is. */
const loadingNotice = (datasets: readonly string[]): Notice => ({
  code: 'Loopscope.Loading',
  severity: 'warning',
  title: 'Data is being loaded.',
  description: `Of ${datasets.join(', ')} records of two versions stand side by side, told apart by their scope; the Dataset node has the one that is served.`,
});

/** Judgements of queries that may run, by what decides them: the text, and what there is in the database. */
function judgements() {
  const kept = new Map<string, Notice[]>();
  return {
    get: (key: string) => kept.get(key),
    keep(key: string, notices: Notice[]): void {
      kept.set(key, notices);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    },
  };
}

export function cypherConsole(
  connection: Connection,
  { bounds, reader, find }: { bounds: CypherBounds; reader: Reader | undefined; find: FindKeywords },
): CypherConsole {
  const limits = limitsOf(bounds);
  const catalogue = catalogueOf(connection);
  const loads = fresh(() => loadsUnderWay(connection), LOADS_FRESH_MS);
  const judged = judgements();
  let open = 0;

  async function mayRun(session: Session, sent: Sent, known: Catalogue): Promise<Notice[]> {
    const key = `${known.version} ${sent.text}`;
    const before = judged.get(key);
    if (before) return before;
    checkWords(sent.query, sent.tokens, known);
    const notices = await judge(session, sent, known.database, find);
    judged.keep(key, notices);
    return notices;
  }

  return {
    limits,
    about: async () => (await catalogue()).about,
    async *run(question, signal): AsyncGenerator<CypherTold> {
      const began = performance.now();
      const bounded = withinBounds(question, limits);
      const { query } = question;
      const tokens = tokensOf(query);
      checkThere(tokens);
      checkDepth(tokens);
      const head = headOf(query, tokens);
      const parameters = parametersFrom(question.parameters);
      const [known, loading] = await Promise.all([catalogue(), loads()]);
      if (open >= limits.atOnce * ADDRESSES)
        throw new Fault(
          'too_many',
          'The database is busy with the queries of others. Try again in a moment.',
          {
            retryAfterSeconds: RETRY_AFTER,
          },
        );
      const session = connection.session('READ', reader);
      open += 1;
      let closed = false;
      // Ends what runs there, at once and whatever it is: the database is told to drop it.
      const close = (): void => {
        if (closed) return;
        closed = true;
        // Not waited for; but a query counts until the database has let go of it, which can be later than its reader has.
        const gone = (): void => {
          open -= 1;
        };
        session.close().then(gone, gone);
      };
      signal.addEventListener('abort', close, { once: true });
      try {
        if (signal.aborted) throw new Fault('cancelled', 'The query was cancelled.');
        const sent = { query, text: head.text, tokens, parameters, timeoutMs: bounded.timeoutMs };
        const said = await mayRun(session, sent, known);
        const notices = loading.length > 0 ? [loadingNotice(loading), ...said] : said;
        checkGiven(parametersOf(tokens), parameters);
        yield* rowsOf(session, {
          ...sent,
          ...bounded,
          notices,
          mode: head.mode ?? question.mode,
          began,
          signal,
          close,
        });
      } finally {
        signal.removeEventListener('abort', close);
        close();
      }
    },
  };
}
