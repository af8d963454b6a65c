import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, inject } from 'vitest';
import { ERROR_CODES, ErrorBody, type ErrorCode } from '../../server/core/contract/errors.ts';
import { CONTRACT, type OperationName, type Output } from '../../server/core/contract/index.ts';
import { hasBody, type Operation } from '../../server/core/contract/operation.ts';
import type { Dataset } from '../../server/core/model/dataset.ts';
import type { Why } from '../../server/core/model/why.ts';
import type { GraphStore } from '../../server/core/store/types.ts';
import { DATASETS_FOLDER, datasetFolders, readDatasetFolder } from '../../server/datasets.ts';
import { type AppOptions, createApp } from '../../server/http/app.ts';
import { neo4jStore } from '../../server/neo4j/index.ts';
import { type ImporterOptions, importer } from '../../server/workers/importer.ts';
import { computePool } from '../../server/workers/pool.ts';

/** The page is built for the browser's tests: here a small one will do. */
const FINDING_PAGE = { before: '<script type="application/json" id="finding">', after: '</script>' };

/** The names that `npm start` answers to by default. */
export const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
export const VERSION = '9.9.9-test';

export type Answer = { status: number; headers: Headers; body: unknown; text: string };
/** What goes into a request: path parameters, query or body by name, as the contract has them. A list repeats a query key. */
export type Values = Readonly<Record<string, unknown>>;
export type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  signal?: AbortSignal;
};

/** The real app on a port of its own. `log` is everything it has written, at every level. */
export class Api {
  readonly lines: string[] = [];
  readonly base: string;
  readonly #server: Server;
  readonly #undo: () => Promise<void>;

  private constructor(server: Server, lines: string[], undo: () => Promise<void>) {
    this.#server = server;
    this.#undo = undo;
    this.lines = lines;
    const { port } = server.address() as AddressInfo;
    this.base = `http://127.0.0.1:${port}`;
  }

  static async start(
    store: GraphStore,
    options: Partial<Omit<AppOptions, 'deps' | 'log'>> & {
      withoutNeo4j?: readonly Why[];
      budgetMs?: number;
      readOnly?: boolean;
      imports?: ImporterOptions;
    } = {},
  ): Promise<Api> {
    const lines: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const { withoutNeo4j, budgetMs, readOnly, imports, ...rest } = options;
    const shipped = (await datasetFolders()).map((folder) => path.basename(folder));
    const compute = computePool({ threads: 1, ...(budgetMs === undefined ? {} : { budgetMs }) });
    const app = createApp({
      deps: {
        store,
        compute,
        imports: importer(imports),
        page: async () => FINDING_PAGE,
        about: { version: VERSION, withoutNeo4j, readOnly, shipped },
      },
      access: { hosts: HOSTS },
      log: pino({ level: 'trace' }, stream),
      requestsPerMinute: 1_000_000,
      ...rest,
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Api(server, lines, () => compute.close());
  }

  get port(): string {
    return new URL(this.base).port;
  }

  async fetch(address: string, { method = 'GET', headers, body, signal }: Sent = {}): Promise<Answer> {
    const response = await fetch(`${this.base}${address}`, {
      method,
      redirect: 'manual',
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json && text !== '' ? JSON.parse(text) : undefined,
    };
  }

  /** Calls an operation as its contract says, whatever the values are. What is uploaded is `file`. */
  call(name: OperationName, values: Values = {}): Promise<Answer> {
    const operation: Operation = CONTRACT[name];
    const { method, path: route } = operation;
    const { file, ...named } = values;
    const rest = new Map(Object.entries(named).filter(([, value]) => value !== undefined));
    const address = route.replace(/:(\w+)/g, (_, key: string) => {
      const value = String(rest.get(key));
      rest.delete(key);
      return encodeURIComponent(value);
    });
    if (hasBody(operation))
      return this.fetch(address, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Object.fromEntries(rest)),
      });
    const query = new URLSearchParams(
      [...rest].flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)])),
    ).toString();
    return this.fetch(query === '' ? address : `${address}?${query}`, {
      method,
      ...(operation.upload ? { body: file as BodyInit } : {}),
    });
  }

  /** A call that must go well: 200, and an answer that its contract describes to the last property. */
  async ok<Name extends OperationName>(name: Name, values: Values = {}): Promise<Output<Name>> {
    return answerOf(name, await this.call(name, values));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#undo();
  }
}

/** Strict: what the contract does not describe, or would fill in, is a difference. */
export function answerOf<Name extends OperationName>(name: Name, answer: Answer, status = 200): Output<Name> {
  expect(answer.status, answer.text.slice(0, 500)).toBe(status);
  const parsed = CONTRACT[name].output.parse(answer.body) as Output<Name>;
  expect(answer.body).toEqual(parsed);
  return parsed;
}

/** The envelope of a refusal: its code and status belong together, and nothing of our insides is in it. */
export function faultIn(answer: Answer, code: ErrorCode): ErrorBody['error'] {
  expect(answer.body, answer.text.slice(0, 300)).toMatchObject({ error: { code } });
  const parsed = ErrorBody.parse(answer.body);
  expect(answer.body).toEqual(parsed);
  expect(answer.status).toBe(ERROR_CODES[code]);
  expect(answer.text).not.toMatch(
    /node_modules|\/server\/|\.ts\b|\bat .+:\d+:\d+|file:\/\/|neo4j:\/\/|bolt:\/\//,
  );
  expect(parsed.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return parsed.error;
}

/** A refusal of what came in, which names the field: in its details for a program, at the head of its message for a person. */
export function refusedFor(answer: Answer, field: string): void {
  const { message, details } = faultIn(answer, 'bad_request');
  const fields = (details?.fields ?? []) as { field: string; message: string }[];
  expect(fields.map((fault) => fault.field.split('.')[0])).toContain(field);
  expect(message.split(/[.:]/)[0]).toBe(field);
}

export const openStore = (): GraphStore => neo4jStore(inject('neo4j'));

/** A dataset of the product, under its own id; loading what is there already changes nothing. */
export async function shipped(id: string): Promise<Dataset> {
  const read = await readDatasetFolder(path.join(DATASETS_FOLDER, id));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems[0]));
  return read.dataset;
}
export const article = (): Promise<Dataset> => shipped('nvidia-2023');

/** Polls; a test waits for what it wants to see, never for a time. */
export async function until(
  what: string,
  seen: () => boolean | Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await seen())) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs what an npm command runs, as a process of its own on the Neo4j of the run. */
export async function npmCommand(script: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const { uri, user, password } = inject('neo4j');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
  });
  let said = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said };
}
