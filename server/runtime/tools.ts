// What the machine has: Java and Maven.
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
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
  const found = tooOld === undefined ? 'No Java was found' : `The Java found here is version ${tooOld}`;
  throw new Unavailable(`${found}, and the local Neo4j needs ${OLDEST_JAVA} or newer. ${whatToInstall(env)}`);
}

export function findMaven(env: NodeJS.ProcessEnv): string {
  const maven = (env.MAVEN_HOME && executable(join(env.MAVEN_HOME, 'bin', 'mvn'))) || onPath('mvn', env);
  if (maven) return maven;
  throw new Unavailable(`Maven, which fetches Neo4j, was not found. ${whatToInstall(env)}`);
}

function whatToInstall(env: NodeJS.ProcessEnv): string {
  const own = 'or set NEO4J_URI to a Neo4j of your own.';
  if (process.platform === 'darwin') return `Install both with: brew install openjdk@17 maven; ${own}`;
  if (onPath('apt-get', env)) {
    return `Install both with: apt-get install openjdk-17-jre-headless maven; ${own}`;
  }
  return `Install Java ${OLDEST_JAVA} and Maven, ${own}`;
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
