import type { CallerInput } from '../../server/core/contract/index.ts';
import { CONTRACT } from '../../server/core/contract/index.ts';
import { asApiError, fromEnvelope } from './errors.ts';
import { requestOf } from './http.ts';

type FileName = 'exportDataset' | 'exportPart' | 'finding' | 'backup';

/** The same answer, which tells how much of it has come. */
function counted(response: Response, hear: (bytes: number) => void): Response {
  let bytes = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, through) => {
      bytes += chunk.length;
      hear(bytes);
      through.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counting), response);
}

/** Asks an operation for its file, and tells `hear` how many bytes have come. It is held whole until it is there, so that half a file is never saved. */
export async function fileFrom<Name extends FileName>(
  name: Name,
  input: CallerInput<Name>,
  signal: AbortSignal,
  hear: (bytes: number) => void = () => {},
): Promise<{ name: string; blob: Blob }> {
  try {
    const { url, body } = requestOf(name, { ...input });
    const response = await fetch(url, {
      method: CONTRACT[name].method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body } : {}),
      signal,
    });
    if (!response.ok) throw fromEnvelope(response.status, await response.json().catch(() => undefined));
    const called = /filename="?([\w.-]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { name: called ?? 'loopscope', blob: await counted(response, hear).blob() };
  } catch (thrown) {
    throw asApiError(thrown);
  }
}

export type FileFrom = typeof fileFrom;
