import { z } from 'zod';
import { CYPHER_LIMITS } from './core/contract/cypher.ts';
import type { ConsoleOptions } from './neo4j/index.ts';
import type { ImporterOptions } from './workers/importer.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host);

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
/** What a page of another site says of itself: scheme, name and port, nothing behind. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** A limit that may be set lower or higher than it usually is, up to what the contract allows anyone. */
const upTo = (max: number, byDefault: number) =>
  z.coerce.number('a number').int('a whole number').min(1).max(max).default(byDefault);

/** What the environment may say about the server. Empty is the same as not set. */
const Environment = z
  .object({
    LOOPSCOPE_HOST: z.string().default('127.0.0.1'),
    LOOPSCOPE_PORT: z.coerce.number('a port number').int().min(1).max(65_535).optional(),
    LOOPSCOPE_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
    LOOPSCOPE_ALLOWED_HOSTS: z.string().default(''),
    LOOPSCOPE_EMBED_ORIGINS: z
      .string()
      .default('')
      .transform(listed)
      .refine((all) => all.every(isOrigin), 'origins such as https://lab.example, comma between'),
    LOOPSCOPE_READ_ONLY: z.enum(['true', 'false']).default('false'),
    LOOPSCOPE_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
    LOOPSCOPE_CYPHER_TIMEOUT_MS: upTo(CYPHER_LIMITS.timeoutMs, 300_000),
    LOOPSCOPE_CYPHER_MAX_ROWS: upTo(CYPHER_LIMITS.rows, 1_000_000),
    LOOPSCOPE_CYPHER_MAX_BYTES: upTo(CYPHER_LIMITS.bytes, 1024 ** 3),
    LOOPSCOPE_CYPHER_AT_ONCE: upTo(100, 4),
    LOOPSCOPE_IMPORT_MAX_BYTES: upTo(64 * 1024 ** 3, 256 * 1024 ** 2),
    LOOPSCOPE_IMPORT_MAX_RECORDS: upTo(100_000_000, 5_000_000),
    LOOPSCOPE_IMPORT_MEMORY_MB: upTo(1024 ** 2, 2048),
    LOOPSCOPE_IMPORT_AT_ONCE: upTo(100, 2),
    NEO4J_READER_USER: z.string().optional(),
    NEO4J_READER_PASSWORD: z.string().optional(),
  })
  .refine(
    ({ LOOPSCOPE_HOST, LOOPSCOPE_TOKEN }) => isLoopback(LOOPSCOPE_HOST) || LOOPSCOPE_TOKEN !== undefined,
    {
      path: ['LOOPSCOPE_TOKEN'],
      message: 'beyond loopback a token is required: whoever reaches the port could read everything',
    },
  )
  .refine(
    ({ NEO4J_READER_USER, NEO4J_READER_PASSWORD }) =>
      (NEO4J_READER_USER === undefined) === (NEO4J_READER_PASSWORD === undefined),
    { path: ['NEO4J_READER_PASSWORD'], message: 'it goes with NEO4J_READER_USER: set both, or neither' },
  );

export type Settings = {
  host: string;
  port: number | undefined;
  token: string | undefined;
  /** Names that the server answers to: loopback's, its own, and those it was told. */
  hosts: string[];
  /** Sites that may show the page in a frame and read the API. */
  embedders: string[];
  /** Nothing can be saved. */
  readOnly: boolean;
  log: z.infer<typeof Environment>['LOOPSCOPE_LOG'];
  /** What the import of one file may take at most, and how many at once. */
  imports: Required<ImporterOptions>;
  /** What a reader's own Cypher may take at most, and who it signs in as where that is not the server itself. */
  console: Required<Pick<ConsoleOptions, 'bounds'>> & Pick<ConsoleOptions, 'reader'>;
};

/** Thrown for the person who starts the server: the message says which setting, and what is wrong with it. */
export class SettingsError extends Error {
  override name = 'StartError';
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingsError(`${issue?.path.join('.') ?? 'Settings'}: ${issue?.message ?? 'not understood'}.`);
  }
  const {
    LOOPSCOPE_HOST,
    LOOPSCOPE_PORT,
    LOOPSCOPE_TOKEN,
    LOOPSCOPE_ALLOWED_HOSTS,
    LOOPSCOPE_READ_ONLY,
    LOOPSCOPE_LOG,
  } = parsed.data;
  const { NEO4J_READER_USER, NEO4J_READER_PASSWORD } = parsed.data;
  return {
    host: LOOPSCOPE_HOST,
    port: LOOPSCOPE_PORT,
    token: LOOPSCOPE_TOKEN,
    hosts: [
      ...new Set([
        ...LOOPBACK,
        LOOPSCOPE_HOST.includes(':') ? `[${LOOPSCOPE_HOST}]` : LOOPSCOPE_HOST,
        ...listed(LOOPSCOPE_ALLOWED_HOSTS),
      ]),
    ],
    embedders: parsed.data.LOOPSCOPE_EMBED_ORIGINS,
    readOnly: LOOPSCOPE_READ_ONLY === 'true',
    log: LOOPSCOPE_LOG,
    imports: {
      maxBytes: parsed.data.LOOPSCOPE_IMPORT_MAX_BYTES,
      maxRecords: parsed.data.LOOPSCOPE_IMPORT_MAX_RECORDS,
      memoryMb: parsed.data.LOOPSCOPE_IMPORT_MEMORY_MB,
      atOnce: parsed.data.LOOPSCOPE_IMPORT_AT_ONCE,
    },
    console: {
      bounds: {
        timeoutMs: parsed.data.LOOPSCOPE_CYPHER_TIMEOUT_MS,
        maxRows: parsed.data.LOOPSCOPE_CYPHER_MAX_ROWS,
        maxBytes: parsed.data.LOOPSCOPE_CYPHER_MAX_BYTES,
        atOnce: parsed.data.LOOPSCOPE_CYPHER_AT_ONCE,
      },
      reader:
        NEO4J_READER_USER === undefined || NEO4J_READER_PASSWORD === undefined
          ? undefined
          : { user: NEO4J_READER_USER, password: NEO4J_READER_PASSWORD },
    },
  };
}
