import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT } from '../../server/core/contract/index.ts';
import { USAGE } from '../../server/runtime/arguments.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');
const scripts = Object.keys(
  z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json'))).scripts,
);
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found]) => found ?? ''))].sort();

describe('the README', () => {
  it('names every npm command, and none that does not exist', () => {
    const named = all(readme, /`?npm (?:run )?([a-z][a-z:]*)/g).filter(
      (name) => !['ci', 'install'].includes(name),
    );
    expect(named).toEqual([...scripts].sort());
  });

  it('names every option of npm start, and none that does not exist', () => {
    expect(all(readme, /npm start -- (--[a-z-]+)/g)).toEqual(all(USAGE, /^\s+(--[a-z-]+)/gm));
  });

  it('names every route of the contract, and none that does not exist', () => {
    const routes = Object.values(CONTRACT).map(({ method, path: route }) => `${method} ${route}`);
    expect(all(readme, /`((?:GET|POST|PUT|PATCH|DELETE) \/api\/[^`]+)`/g)).toEqual(
      [...new Set(routes)].sort(),
    );
  });

  it('names every constraint of the loop search', () => {
    for (const field of Object.keys(CONTRACT.loops.input.shape))
      expect(readme).toMatch(new RegExp(`\\b${field}\\b`));
  });

  it('names every setting that the server reads, and none that it does not', () => {
    const sources = [
      'server/settings.ts',
      'server/start.mjs',
      'server/seed.ts',
      'server/runtime/connection.ts',
      'server/runtime/index.ts',
      'server/runtime/jars.ts',
    ];
    const setting = /\b((?:NEO4J|LOOPSCOPE)_[A-Z0-9_]+)\b/g;
    const readBy = all(sources.map(read).join('\n'), setting);
    expect(all(readme, setting)).toEqual(readBy);
  });

  it.each([
    'README.md',
    'CONTRIBUTING.md',
    'server/core/loops/README.md',
    'server/neo4j/README.md',
    'server/neo4j/console/README.md',
  ])('%s links to and names files that exist', (file) => {
    const text = read(file);
    const links = all(text, /\]\((?!https?:)([^)#]+)\)/g).map((link) => path.join(path.dirname(file), link));
    const named = all(text, /`((?:server|client|tests|graph-seed)\/[\w./-]+)`/g);
    for (const target of [...links, ...named]) expect(existsSync(path.join(root, target)), target).toBe(true);
  });
});

describe('what the design fixes', () => {
  it('has no registry host and no path of a machine in a file of ours', () => {
    const lock = read('package-lock.json');
    expect(lock).not.toContain('"resolved"');
  });
});
