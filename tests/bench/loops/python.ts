import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Arcs } from './graph.ts';
import type { Measure } from './ours.ts';

const SCRIPT = fileURLToPath(new URL('alternatives.py', import.meta.url));
/** What reading the arcs and running a quick search again may take. */
const AGAIN_MS = 15_000;
const Answer = z.object({ byLength: z.array(z.number()), seconds: z.number() });

function must(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** A Python of the bench's own, with the libraries from PyPI. */
export function pythonIn(folder: string): string {
  const python = join(folder, 'venv', 'bin', 'python');
  if (!existsSync(python)) must('python3', ['-m', 'venv', join(folder, 'venv')]);
  must(python, ['-m', 'pip', 'install', '--quiet', 'igraph==1.0.*', 'networkx==3.6.*']);
  return python;
}

export function arcsFile(folder: string, { size, from, to }: Arcs): string {
  const file = join(folder, 'arcs.txt');
  writeFileSync(file, `${size}\n${Array.from(from, (start, at) => `${start} ${to[at]}`).join('\n')}\n`);
  return file;
}

/** What a library finds; undefined where it is not done within the cap. */
export function byLibrary(
  python: string,
  library: 'igraph' | 'networkx',
  file: string,
  maxLength: number,
  capSeconds: number,
): Promise<Measure | undefined> {
  return new Promise((settle, fail) => {
    const child = spawn(python, [SCRIPT, library, file, String(maxLength)]);
    let [out, errors, late] = ['', '', false];
    // The cap is on one search: reading the arcs is not counted, and a quick one is run again.
    const timer = setTimeout(
      () => {
        late = true;
        child.kill('SIGKILL');
      },
      capSeconds * 1000 + AGAIN_MS,
    );
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (late) settle(undefined);
      else if (code !== 0) fail(new Error(`${library}: ${errors}`));
      else {
        const measure = Answer.parse(JSON.parse(out));
        settle(measure.seconds > capSeconds ? undefined : measure);
      }
    });
  });
}
