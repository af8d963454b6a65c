// Where the local Neo4j keeps its files, and how it is set up.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from './types.ts';

export function foldersOf(home: string): Folders {
  const base = join(home, 'neo4j');
  const at = (name: string) => join(base, name);
  return {
    base,
    data: at('data'),
    conf: at('conf'),
    logs: at('logs'),
    run: at('run'),
    passwordFile: at('password.json'),
  };
}

export async function prepareFolders(folders: Folders): Promise<void> {
  const { base, conf, logs, run } = folders;
  for (const folder of [base, conf, logs, run]) await mkdir(folder, { recursive: true, mode: 0o700 });
}

export function settingsText(port: number, heapMb: number): string {
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.http.enabled': 'false',
    'server.https.enabled': 'false',
    'dbms.usage_report.enabled': 'false',
    // A reader's Cypher must not open the files of this machine.
    'dbms.security.allow_csv_import_from_file_urls': 'false',
    'server.memory.pagecache.size': `${Math.max(64, Math.round(heapMb / 4))}m`,
    // One runaway query is refused; it must not take the heap from all others.
    'db.memory.transaction.max': `${Math.round(heapMb / 2)}m`,
    'dbms.memory.transaction.total.max': `${Math.round(heapMb * 0.7)}m`,
    'db.logs.query.enabled': 'OFF',
    // Half a gigabyte of zeros for a graph of a megabyte otherwise.
    'db.tx_log.preallocate': 'false',
    'db.tx_log.rotation.retention_policy': '256M size',
    // Measured: with the default quiet period a stop takes 11.7 s, without it 0.2 s; nobody else connects here.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

export function javaArguments(folders: Folders, lib: string, heapMb: number): string[] {
  const opens = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  return [
    `-Xms${Math.min(heapMb, 128)}m`,
    `-Xmx${heapMb}m`,
    // On small heaps the serial collector starts faster and takes no threads from two cores.
    heapMb <= 1024 ? '-XX:+UseSerialGC' : '-XX:+UseG1GC',
    // Out of memory leaves Neo4j half alive; ended, it is restarted.
    '-XX:+ExitOnOutOfMemoryError',
    '-Dlog4j2.disable.jmx=true',
    ...opens.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '-cp',
    join(lib, '*'),
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${folders.base}`,
    `--config-dir=${folders.conf}`,
  ];
}
