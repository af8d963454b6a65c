import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { envelope, normalise } from './errors.ts';

export const NDJSON = 'application/x-ndjson';

/** Whether a client asked for events, one line each, rather than one answer. */
export const wantsEvents = (request: Request): boolean => (request.headers.accept ?? '').includes(NDJSON);

/** The lines of the events. What goes wrong after the first one is the last one, as there is no status to send any more. */
async function* lines(first: object, rest: AsyncIterator<object>, request: Request): AsyncGenerator<string> {
  try {
    for (let event: object | undefined = first; event !== undefined; ) {
      yield `${JSON.stringify(event)}\n`;
      const next: IteratorResult<object> = await rest.next();
      event = next.done ? undefined : next.value;
    }
  } catch (error) {
    const fault = normalise(error);
    if (fault.code === 'internal') request.log.error({ err: fault.cause ?? fault }, 'stream failed');
    yield `${JSON.stringify({ type: 'error', ...envelope(request, fault) })}\n`;
  }
}

/**
 * Sends events as they come, no faster than the client reads. What goes wrong before the first event is thrown, and answered as an
 * ordinary error.
 */
export async function sendEvents(
  request: Request,
  response: Response,
  events: AsyncIterable<object>,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.status(200).type(NDJSON);
  if (first.done) {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(lines(first.value, iterator, request)), response);
  } catch {
    // The client has left: there is nobody to tell.
  }
}
