import { Fault } from '../../server/core/contract/errors.ts';
import type { OperationName } from '../../server/core/contract/index.ts';
import { assemble } from '../../server/core/formats/assemble.ts';
import type { Incoming } from '../../server/core/formats/format.ts';
import { TABLE_NAMES } from '../../server/core/formats/tables.ts';
import type { FindingFile } from '../../server/core/model/finding.ts';
import { inWords } from '../../server/core/model/why.ts';
import { type Deps, FILES, OPERATIONS, type Run } from '../../server/core/operations/index.ts';
import { memoryStore } from '../../server/core/store/memory/index.ts';
import { ApiError, asApiError } from './errors.ts';
import type { FileFrom } from './files.ts';
import type { Api } from './http.ts';

/** The records of one dataset, as our JSON holds them. */
async function* recordsOf(data: FindingFile['data'][number]): AsyncGenerator<Incoming> {
  for (const table of TABLE_NAMES) {
    const records = data[table];
    if (!Array.isArray(records)) continue;
    for (const [at, record] of records.entries())
      if (typeof record === 'object' && record !== null) yield { table, record, line: at + 1 };
  }
}

/** Loads the data of a finding into a store in memory. Each part says the version of the whole that it is of. */
export async function storeOf(file: FindingFile) {
  const store = memoryStore();
  for (const data of file.data) {
    const read = await assemble(recordsOf(data));
    if ('problems' in read)
      throw new ApiError(
        'bad_request',
        read.problems.map(({ file: table, why }) => `${table}: ${inWords(why)}`).join('; '),
      );
    const { dataset } = read;
    const version = file.datasets.find(({ id }) => id === dataset.info.id)?.version ?? dataset.version;
    await store.load({ ...dataset, version });
  }
  return store;
}

const isFault = (thrown: unknown): thrown is Fault => thrown instanceof Fault;
/** What an operation throws, as a call over HTTP fails with it. */
const told = (thrown: unknown): ApiError =>
  isFault(thrown)
    ? new ApiError(thrown.code, thrown.message, thrown.details)
    : thrown instanceof Error && thrown.name === 'ZodError'
      ? new ApiError('bad_request', thrown.message)
      : thrown instanceof Error && thrown.name !== 'AbortError'
        ? new ApiError('internal', thrown.message)
        : asApiError(thrown);

/** All but those that take a file in. */
const RUNS: Partial<Record<OperationName, Run<unknown>>> = OPERATIONS;

export type Local = { readonly api: Api; readonly files: FileFrom };

/** The operations in the page itself, on data that it brought along: what `call` and `fileFrom` do over HTTP. */
export function localApi({ store, compute, about }: Pick<Deps, 'store' | 'compute' | 'about'>): Local {
  const deps: Deps = { store, compute, about: { ...about, readOnly: true } };
  const never = new AbortController().signal;
  // What is left out is absent for an operation, as it is in an address.
  const given = (input: object): object =>
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return {
    api: async (name, input, signal = never) => {
      try {
        const run = RUNS[name];
        if (!run) throw new ApiError('forbidden', 'A file takes in no other files.');
        const answer = await run(deps, given({ ...input }), signal);
        signal.throwIfAborted();
        // Each operation answers as the contract has it: that is the type of OPERATIONS, which is lost with the name.
        return answer as never;
      } catch (thrown) {
        throw told(thrown);
      }
    },
    files: async (name, input, signal) => {
      try {
        const run = FILES[name];
        if (!run) throw new ApiError('not_found', name);
        const file = await run(deps, given({ ...input }), signal);
        const parts: BlobPart[] = [];
        for await (const part of file.parts)
          parts.push(typeof part === 'string' ? part : new Uint8Array(part));
        return { name: file.name, blob: new Blob(parts, { type: file.mediaType }) };
      } catch (thrown) {
        throw told(thrown);
      }
    },
  };
}
