// The password of the local Neo4j: random, in a file of mode 0600, and never in arguments, logs or environments.
import { randomBytes } from 'node:crypto';
import { chmod, open, rename } from 'node:fs/promises';
import neo4j, { type Driver } from 'neo4j-driver';
import { z } from 'zod';
import { why } from '../core/model/why.ts';
import { readJson } from './claims.mjs';
import { Unavailable } from './errors.ts';

const USER = 'neo4j';
const FACTORY_PASSWORD = 'neo4j';
const Saved = z.object({ password: z.string().min(20), state: z.enum(['pending', 'set']) });
type Saved = z.infer<typeof Saved>;

export function savedPassword(file: string): Saved | undefined {
  return Saved.safeParse(readJson(file)).data;
}

/** The password is on the disk before Neo4j is told: a crash in between leaves one of two passwords, both known. */
export async function preparePassword(file: string): Promise<Saved> {
  const saved = savedPassword(file);
  if (saved) {
    await chmod(file, 0o600);
    return saved;
  }
  const fresh: Saved = { password: randomBytes(24).toString('base64url'), state: 'pending' };
  await save(file, fresh);
  return fresh;
}

async function save(path: string, saved: Saved): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(saved));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** One try to be let in with our password, setting it where Neo4j still has the one it came with. */
export async function signIn(uri: string, file: string): Promise<'in' | 'not yet'> {
  const saved = await preparePassword(file);
  const first = await tryPassword(uri, saved.password, (driver) =>
    driver.getServerInfo({ database: 'neo4j' }),
  );
  if (first === 'in' && saved.state === 'pending') await save(file, { ...saved, state: 'set' });
  if (first !== 'refused') return first;
  // A first start, or one after the data folder was reset, or after a crash before the password was set.
  const change = await tryPassword(uri, FACTORY_PASSWORD, (driver) =>
    driver.executeQuery(
      'ALTER CURRENT USER SET PASSWORD FROM $old TO $new',
      { old: FACTORY_PASSWORD, new: saved.password },
      { database: 'system' },
    ),
  );
  if (change !== 'refused') return 'not yet'; // the next try signs in with the new one
  throw new Unavailable(why('memory.password', { file }));
}

async function tryPassword(
  uri: string,
  password: string,
  work: (driver: Driver) => Promise<unknown>,
): Promise<'in' | 'refused' | 'not yet'> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(USER, password), {
    connectionTimeout: 2_000,
    connectionAcquisitionTimeout: 4_000,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
  });
  try {
    await work(driver);
    return 'in';
  } catch (error) {
    const code = error instanceof neo4j.Neo4jError ? error.code : '';
    // CredentialsExpired: our password is by accident the factory's; cannot be, so it counts as refused.
    return /Security\.(Unauthorized|CredentialsExpired)/.test(code) ? 'refused' : 'not yet';
  } finally {
    await driver.close();
  }
}
