import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secrets = { NEO4J_PASSWORD: 'a-password', LOOPSCOPE_TOKEN: 'a-token' };

/** `docker compose` where Docker has it, else Debian's docker-compose; neither needs a daemon for this. */
const command = [['docker', 'compose'], ['docker-compose']].find(
  ([name = '', ...words]) => spawnSync(name, [...words, 'version']).status === 0,
);

function config(env: Record<string, string>) {
  const [name = '', ...words] = command ?? ['docker-compose'];
  const clean = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  return spawnSync(name, [...words, 'config'], { cwd: root, env: { ...clean, ...env }, encoding: 'utf8' });
}

const Service = z.looseObject({
  image: z.string().optional(),
  ports: z.array(z.union([z.string(), z.looseObject({ host_ip: z.string().optional() })])),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).optional(),
  mem_limit: z.union([z.string(), z.number()]),
});
const Compose = z.looseObject({ services: z.object({ neo4j: Service, loopscope: Service }) });

// In CI the runner installs the command, so a missing one fails there.
describe.skipIf(!command && process.env.CI !== 'true')('docker-compose.yml', () => {
  it.each(Object.keys(secrets))('asks for %s', (missing) => {
    const { status, stderr } = config({ ...secrets, [missing]: '' });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`set ${missing}`);
  });

  it('puts a bounded Neo4j beside the app, which waits for it, both on loopback only', () => {
    const { status, stdout, stderr } = config(secrets);
    expect(status, stderr).toBe(0);
    const { neo4j, loopscope } = Compose.parse(parse(stdout)).services;
    expect(neo4j.image).toBe('neo4j:5.26-community');
    expect(neo4j.environment).toMatchObject({
      NEO4J_AUTH: 'neo4j/a-password',
      NEO4J_dbms_security_allow__csv__import__from__file__urls: 'false',
    });
    expect(loopscope.depends_on?.neo4j?.condition).toBe('service_healthy');
    expect(loopscope.environment).toMatchObject({ LOOPSCOPE_HOST: '0.0.0.0', LOOPSCOPE_TOKEN: 'a-token' });
    for (const port of [...neo4j.ports, ...loopscope.ports]) {
      expect(typeof port === 'string' ? port : port.host_ip).toMatch(/^127\.0\.0\.1/);
    }
  });
});

describe('the Dockerfile', () => {
  const lines = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8').split('\n');

  it('leaves root before it starts anything, and says when it is healthy', () => {
    const at = (start: string) => lines.findLastIndex((line) => line.startsWith(start));
    expect(lines[at('USER ')]).toBe('USER node');
    expect(at('USER ')).toBeLessThan(at('CMD '));
    expect(at('HEALTHCHECK ')).toBeGreaterThan(0);
  });

  it('starts what is there', () => {
    const start = lines.find((line) => line.startsWith('CMD ')) ?? '';
    const words = z.array(z.string()).parse(JSON.parse(start.slice('CMD '.length)));
    const run = spawnSync(process.execPath, [...words.slice(1), '--help'], { cwd: root, encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0); // an option that start.mjs does not know would be refused here
  });
});
