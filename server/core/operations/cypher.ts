import { RowEvent } from '../contract/cypher.ts';
import { Fault } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import { inWords } from '../model/why.ts';
import type { CypherConsole, CypherTold } from '../store/cypher.ts';
import type { Deps } from './deps.ts';

/** What one answer may hold, whatever a reader allows: it is kept in memory until it is whole. What is larger is streamed. */
const WHOLE_BYTES = 32 * 1024 * 1024;

const NONE = { default: 0, max: 0 };

const whyNot = ({ about }: Deps): string =>
  `The Cypher console needs Neo4j; this server runs on its in-memory store. ${inWords(...(about.withoutNeo4j ?? []))}`.trim();

function consoleOf(deps: Deps): CypherConsole {
  const { cypher } = deps.store;
  if (!cypher) throw new Fault('unsupported', whyNot(deps), { without: deps.about.withoutNeo4j ?? null });
  return cypher;
}

/** What the console allows, or why there is none. */
export async function cypherConsole(deps: Deps): Promise<Output<'cypherConsole'>> {
  const { cypher } = deps.store;
  if (cypher) return { available: true, limits: cypher.limits, ...(await cypher.about()) };
  const limits = { timeoutMs: NONE, maxRows: NONE, maxBytes: NONE, atOnce: 0 };
  return { available: false, reason: whyNot(deps), limits, procedures: [], functions: [] };
}

export const cypherEvents = (
  deps: Deps,
  input: Input<'cypher'>,
  signal: AbortSignal,
): AsyncIterable<CypherTold> => consoleOf(deps).run(input, signal);

/** The same as one answer. */
export async function cypher(
  deps: Deps,
  input: Input<'cypher'>,
  signal: AbortSignal,
): Promise<Output<'cypher'>> {
  const console = consoleOf(deps);
  const maxBytes = Math.min(input.maxBytes ?? console.limits.maxBytes.default, WHOLE_BYTES);
  const answer: Output<'cypher'> = { columns: [], rows: [], notices: [], count: 0, ms: 0, truncated: false };
  for await (const event of console.run({ ...input, maxBytes }, signal)) {
    if (typeof event === 'string') {
      for (const line of event.split('\n')) answer.rows.push(RowEvent.parse(JSON.parse(line)).row);
      continue;
    }
    switch (event.type) {
      case 'columns':
        answer.columns = event.columns;
        break;
      case 'notice':
        answer.notices.push(event.notice);
        break;
      case 'plan':
        answer.plan = { profiled: event.profiled, steps: event.steps };
        break;
      case 'end': {
        const { type: _type, ...ended } = event;
        Object.assign(answer, ended);
        break;
      }
    }
  }
  return answer;
}
