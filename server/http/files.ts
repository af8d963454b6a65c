import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { FileAnswer } from '../core/contract/exports.ts';

async function* from(
  first: string | Uint8Array,
  rest: AsyncIterator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/**
 * Sends a file as it is made, no faster than the client reads. What goes wrong before its first part is answered as an ordinary error;
 * after that the connection is cut, so that nobody takes half a file for a whole one.
 */
export async function sendFile(
  request: Request,
  response: Response,
  { name, mediaType, parts }: FileAnswer,
): Promise<void> {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.status(200).attachment(name);
  response.setHeader(
    'Content-Type',
    /^text\/|json|xml/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType,
  );
  try {
    await pipeline(Readable.from(first.done ? [] : from(first.value, iterator)), response);
  } catch (error) {
    if (!request.destroyed) request.log.error({ err: error }, 'a file was cut off');
    response.destroy();
  }
}
