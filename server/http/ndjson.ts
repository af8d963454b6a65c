import type { Request, Response } from 'express';
import { envelope, normalise } from './errors.ts';

export const NDJSON = 'application/x-ndjson';
/** The first lines go out at once: someone waits for them. */
const FIRST = 4;
/** Lines go out together while they come faster than this many are written. */
const CHUNK = 32 * 1024;

/** Whether a client asked for events, one line each, rather than one answer. */
export const wantsEvents = (request: Request): boolean => (request.headers.accept ?? '').includes(NDJSON);

/** Writes lines no faster than the client takes them; false once it has left. */
class Lines {
  readonly #response: Response;
  #held = '';
  #lines = 0;
  #flush: NodeJS.Immediate | undefined;
  /** Settles when the client has caught up; whoever comes meanwhile waits for the same. */
  #behind: Promise<boolean> | undefined;

  constructor(response: Response) {
    this.#response = response;
  }

  /** Holds a line until there are more, or nothing else happens. A promise only where the client must catch up. */
  add(line: string): true | Promise<boolean> {
    this.#held += line;
    this.#lines += 1;
    if (this.#behind) return this.#behind;
    if (this.#held.length >= CHUNK || this.#lines <= FIRST) return this.flush();
    this.#flush ??= setImmediate(() => void this.flush());
    return true;
  }

  /** Sends what is held; false once the client has left. */
  async flush(): Promise<boolean> {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    await this.#behind;
    const [response, held] = [this.#response, this.#held];
    this.#held = '';
    if (response.destroyed) return false;
    if (held === '' || response.write(held)) return true;
    this.#behind = new Promise<boolean>((resolve) => {
      const go = (): void => {
        response.off('drain', go).off('close', go);
        this.#behind = undefined;
        resolve(!response.destroyed);
        if (this.#held !== '') this.#flush ??= setImmediate(() => void this.flush());
      };
      response.on('drain', go).on('close', go);
    });
    return this.#behind;
  }
}

/**
 * Sends events as they come, no faster than the client reads. What goes wrong before the first event is thrown, and answered as an
 * ordinary error; what goes wrong after it is the last event, as there is no status to send any more.
 */
export async function sendEvents(
  request: Request,
  response: Response,
  events: AsyncIterable<object | string>,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  let next: IteratorResult<object | string> = await iterator.next();
  response.status(200).type(NDJSON);
  const lines = new Lines(response);
  try {
    while (!next.done) {
      const { value } = next;
      const taken = lines.add(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
      if (taken !== true && !(await taken)) break;
      next = await iterator.next();
    }
  } catch (error) {
    // Once the client has left, there is nobody to tell, and that it left is no fault.
    if (response.destroyed) return;
    const fault = normalise(error);
    if (fault.code === 'internal') request.log.error({ err: fault.cause ?? fault }, 'stream failed');
    lines.add(`${JSON.stringify({ type: 'error', ...envelope(request, fault) })}\n`);
  } finally {
    await iterator.return?.();
  }
  await lines.flush();
  response.end();
}
