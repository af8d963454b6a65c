import { mkdirSync, readdirSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureJars } from '../../server/runtime/jars.ts';
import { cleanEnvironment, pathWith, removeHomes, temporaryHome } from './support.ts';

describe('the jars of Neo4j', () => {
  const libHome = temporaryHome();
  const fetched: string[] = [];
  const ensure = (env: NodeJS.ProcessEnv = {}) =>
    ensureJars({
      home: join(temporaryHome(), 'not-made-yet'), // as on the first start in a fresh clone
      libHome,
      env: cleanEnvironment(env),
      report: ({ step }) => fetched.push(step),
    });
  const withoutMaven = () => ({ PATH: pathWith({}, true), MAVEN_HOME: '' });
  let lib: string;

  beforeAll(async () => {
    lib = await ensure();
  }, 180_000);
  afterAll(removeHomes);

  function serverJar(): string {
    const name = readdirSync(lib).find((one) => /^neo4j-5\.26\.\d+\.jar$/.test(one));
    if (!name) throw new Error('org.neo4j:neo4j is not among the jars');
    return join(lib, name);
  }

  it('are fetched whole, and are then used without Maven', async () => {
    expect(fetched.length).toBeGreaterThan(0);
    expect(statSync(serverJar()).size).toBeGreaterThan(1_000);
    expect(await ensure(withoutMaven())).toBe(lib);
  });

  it.each([
    ['cut short', (jar: string) => truncateSync(jar, 500)],
    ['missing', (jar: string) => unlinkSync(jar)],
  ])(
    'are fetched again when one is %s',
    async (_how, damage) => {
      const size = statSync(serverJar()).size;
      damage(serverJar());
      await expect(ensure(withoutMaven())).rejects.toThrow(/Maven/);
      await ensure();
      expect(statSync(serverJar()).size).toBe(size);
    },
    120_000,
  );

  it('are fetched again when the list of them is cut short', async () => {
    truncateSync(join(lib, '..', 'complete.json'), 100);
    await ensure();
    expect(await ensure(withoutMaven())).toBe(lib);
  }, 120_000);

  it('are not believed where an earlier fetch was killed half way', async () => {
    const half = temporaryHome();
    mkdirSync(join(half, 'fetching-abc123', 'lib'), { recursive: true });
    writeFileSync(join(half, 'fetching-abc123', 'lib', 'neo4j.jar'), 'half');
    const start = ensureJars({
      home: temporaryHome(),
      libHome: half,
      env: cleanEnvironment(withoutMaven()),
      report: () => {},
    });
    await expect(start).rejects.toThrow(/Maven/);
  });

  it('are refused when Maven delivers damaged ones twice, and nothing is left of them', async () => {
    const elsewhere = temporaryHome();
    const mvn = [
      'for word in "$@"; do case "$word" in -DoutputDirectory=*) out="$' + '{word#*=}";; esac; done',
      'mkdir -p "$out" && echo half > "$out/neo4j.jar"',
    ].join('\n');
    const start = ensureJars({
      home: temporaryHome(),
      libHome: elsewhere,
      env: cleanEnvironment({ PATH: pathWith({ mvn }), MAVEN_HOME: '' }),
      report: () => {},
    });
    await expect(start).rejects.toThrow(/damaged/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
