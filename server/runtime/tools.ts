// What the machine has: Java and Maven.
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Why, why } from '../core/model/why.ts';
import { Unavailable } from './errors.ts';

const run = promisify(execFile);
const OLDEST_JAVA = 17;

/** What our children may know: the environment without our own settings, which hold secrets. */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(NEO4J_|LOOPSCOPE_)/i.test(name)));
}

export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const candidates = [env.JAVA_HOME && executable(join(env.JAVA_HOME, 'bin', 'java')), onPath('java', env)];
  let tooOld: number | undefined;
  for (const java of candidates) {
    if (!java) continue;
    const version = await javaVersion(java, env);
    if (version !== undefined && version >= OLDEST_JAVA) return java;
    tooOld ??= version;
  }
  const needs = { needs: OLDEST_JAVA };
  throw new Unavailable(
    tooOld === undefined ? why('memory.noJava', needs) : why('memory.oldJava', { ...needs, found: tooOld }),
    whatToInstall(env),
  );
}

export function findMaven(env: NodeJS.ProcessEnv): string {
  const maven = (env.MAVEN_HOME && executable(join(env.MAVEN_HOME, 'bin', 'mvn'))) || onPath('mvn', env);
  if (maven) return maven;
  throw new Unavailable(why('memory.noMaven'), whatToInstall(env));
}

function whatToInstall(env: NodeJS.ProcessEnv): Why {
  if (process.platform === 'darwin')
    return why('memory.install', { command: 'brew install openjdk@17 maven' });
  if (onPath('apt-get', env))
    return why('memory.install', { command: 'apt-get install openjdk-17-jre-headless maven' });
  return why('memory.installBoth', { needs: OLDEST_JAVA });
}

async function javaVersion(java: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await run(java, ['-version'], { env: childEnvironment(env), timeout: 20_000 });
    const match = /version "(?:1\.)?(\d+)/.exec(stderr + stdout); // 1.8 is how Java 8 calls itself
    return match?.[1] === undefined ? undefined : Number(match[1]);
  } catch {
    return undefined; // there is a file of that name, but it is no Java that runs here
  }
}

function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const found = folder && executable(join(folder, name));
    if (found) return found;
  }
  return undefined;
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}
