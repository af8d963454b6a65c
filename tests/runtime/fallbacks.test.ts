import { afterAll, describe, expect, it } from 'vitest';
import { resetLocal, startRuntime } from '../../server/runtime/index.ts';
import { cleanEnvironment, pathWith, removeHomes, temporaryHome } from './support.ts';

afterAll(removeHomes);

function start(env: NodeJS.ProcessEnv) {
  return startRuntime({
    home: temporaryHome(),
    env: cleanEnvironment({ JAVA_HOME: '', ...env }),
    report: () => {},
  });
}
const java = (version: string) => `echo 'openjdk version "${version}" 2020-01-01' >&2`;

describe('without what a local Neo4j needs, the store is memory and says why', () => {
  it('when Java is too old', async () => {
    const outcome = await start({ PATH: pathWith({ java: java('11.0.20') }) });
    expect(outcome).toMatchObject({
      store: 'memory',
      reason: expect.stringMatching(/version 11.*17 or newer.*Install/),
    });
  });

  it('when Java is very old, from the time its versions began with 1', async () => {
    const outcome = await start({ PATH: pathWith({ java: java('1.8.0_292') }) });
    expect(outcome).toMatchObject({ store: 'memory', reason: expect.stringContaining('version 8') });
  });

  it('when there is no Java', async () => {
    const outcome = await start({ PATH: pathWith({}, true) });
    expect(outcome).toMatchObject({ store: 'memory', reason: expect.stringMatching(/No Java.*17.*Maven/) });
  });

  it('when there is no Maven to fetch Neo4j with', async () => {
    const env = { PATH: pathWith({ java: java('17.0.1') }, true), LOOPSCOPE_NEO4J_LIB: temporaryHome() };
    expect(await start(env)).toMatchObject({
      store: 'memory',
      reason: expect.stringMatching(/Maven.*not found/),
    });
  });

  it('when Maven cannot fetch it', async () => {
    const mvn = "echo '[ERROR] Could not transfer artifact org.neo4j:neo4j:pom'; exit 1";
    const env = { PATH: pathWith({ java: java('17.0.1'), mvn }), LOOPSCOPE_NEO4J_LIB: temporaryHome() };
    expect(await start(env)).toMatchObject({ store: 'memory', reason: expect.stringContaining('network') });
  });

  it('when Neo4j does not start', async () => {
    const mine = `if [ "$1" = -version ]; then ${java('17.0.1')}; else echo 'Caused by: a broken store'; exit 1; fi`;
    const outcome = await start({ PATH: pathWith({ java: mine }) });
    expect(outcome).toMatchObject({ store: 'memory', reason: expect.stringContaining('a broken store') });
  }, 30_000);

  it('when that is asked for', async () => {
    const outcome = await start({ LOOPSCOPE_STORE: 'memory' });
    expect(outcome).toMatchObject({ store: 'memory', reason: expect.stringContaining('LOOPSCOPE_STORE') });
  });

  it('but it is an error where Neo4j is asked for by name', async () => {
    const outcome = start({ LOOPSCOPE_STORE: 'neo4j', PATH: pathWith({}, true) });
    await expect(outcome).rejects.toMatchObject({
      code: 'no-neo4j',
      message: expect.stringContaining('No Java'),
    });
  });
});

describe('a Neo4j named by the environment', () => {
  const named = { NEO4J_USERNAME: 'reader', NEO4J_PASSWORD: 'hidden-word' };

  it.each(['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'])(
    'is used with %s://',
    async (scheme) => {
      const uri = `${scheme}://127.0.0.1:1`; // nobody is there: the server answers 503 until someone is
      const outcome = await start({ ...named, NEO4J_URI: uri, NEO4J_DATABASE: 'finance' });
      const connection = { uri, user: 'reader', password: 'hidden-word', database: 'finance', owned: false };
      expect(outcome).toMatchObject({ store: 'neo4j', connection });
    },
  );

  it.each([
    'localhost:7687',
    'http://localhost:7474',
    'neo4j://',
    'neo4j://host:port',
    'neo4j://me:hidden-word@host',
    'bolt://host/finance',
    'bolt://host?policy=eu',
  ])('that is malformed (%s) fails, without repeating it', async (uri) => {
    const error: unknown = await start({ ...named, NEO4J_URI: uri }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'bad-address' });
    expect(String(error)).not.toContain('hidden-word');
  });

  it('needs a password', async () => {
    const outcome = start({ NEO4J_URI: 'neo4j://host' });
    await expect(outcome).rejects.toMatchObject({ message: expect.stringContaining('NEO4J_PASSWORD') });
  });

  it('is never reset', async () => {
    const reset = resetLocal(temporaryHome(), { NEO4J_URI: 'neo4j://host' });
    await expect(reset).rejects.toMatchObject({ code: 'not-ours' });
  });
});

it('a store of an unknown name is refused', async () => {
  await expect(start({ LOOPSCOPE_STORE: 'mysql' })).rejects.toMatchObject({ code: 'bad-setting' });
});
