import { RuntimeError } from './errors.ts';
import type { NeoConnection } from './types.ts';

const SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'];

/** The Neo4j that the environment names, if it names one. A wrong value fails: whoever sets NEO4J_URI wants that
 * database, and must not find an empty explorer instead. Messages never repeat the address: it may hold a password. */
export function connectionFromEnvironment(env: NodeJS.ProcessEnv): NeoConnection | undefined {
  const uri = env.NEO4J_URI?.trim();
  if (!uri) return undefined;
  checkAddress(uri);
  const user = env.NEO4J_USER?.trim() || env.NEO4J_USERNAME?.trim() || 'neo4j';
  const password = env.NEO4J_PASSWORD;
  if (password === undefined) {
    throw bad(
      'NEO4J_URI is set, but NEO4J_PASSWORD is not. (Set it to nothing where authentication is off.)',
    );
  }
  const database = env.NEO4J_DATABASE?.trim();
  return { uri, user, password, ...(database ? { database } : {}), owned: false };
}

function checkAddress(uri: string): void {
  const scheme = /^([a-z0-9+]+):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (!scheme || !SCHEMES.includes(scheme)) {
    throw bad(`NEO4J_URI must start with one of ${SCHEMES.map((one) => `${one}://`).join(', ')}.`);
  }
  let url: URL;
  try {
    // URL knows host and port rules only for the schemes of the web.
    url = new URL(uri.replace(/^[^:]+/, 'http'));
  } catch {
    throw bad('NEO4J_URI is not a valid address. An example: neo4j://localhost:7687');
  }
  if (url.username || url.password) {
    throw bad('NEO4J_URI must not hold a user or password; use NEO4J_USER and NEO4J_PASSWORD.');
  }
  if (url.pathname !== '/' || url.hash) {
    throw bad('NEO4J_URI must not have a path; the database is named by NEO4J_DATABASE.');
  }
  if (url.search && !scheme.startsWith('neo4j')) {
    throw bad('Only neo4j:// addresses take a routing context after "?".');
  }
}

function bad(message: string): RuntimeError {
  return new RuntimeError('bad-address', message);
}
