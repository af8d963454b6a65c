import type { RestoreEvent } from '../../server/core/contract/backup.ts';
import type { CypherEvent } from '../../server/core/contract/cypher.ts';
import type { ImportEvent } from '../../server/core/contract/import.ts';
import { type CallerInput, CONTRACT } from '../../server/core/contract/index.ts';
import { ApiError, asApiError, fromEnvelope } from './errors.ts';
import { requestOf } from './http.ts';

/** Operations that answer as they go, with their events. */
type Events = { cypher: CypherEvent; importFile: ImportEvent; restore: RestoreEvent };
type Streamed = keyof Events;

const isEvent = (value: unknown): value is { type: string } =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The events of a stream of lines, as many at a time as have come together. */
export async function* eventsIn(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<readonly { type: string }[]> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      const events = lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
      if (!events.every(isEvent)) throw new ApiError('unavailable', 'The answer was not made of events.');
      if (events.length > 0) yield events;
    }
  } finally {
    // Whoever stops listening ends it at the server, too.
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Calls an operation that answers with events, and gives them as they come. It fails as `call` does; where the connection ends before the
 * last event, with `offline`. A `file` is what the operation takes in, and is sent as it is.
 */
export async function* callEvents<Name extends Streamed>(
  name: Name,
  input: CallerInput<Name>,
  signal: AbortSignal,
  file?: Blob,
): AsyncGenerator<readonly Events[Name][]> {
  // As with `call`, the server's tests hold events to the contract.
  const told = (events: readonly unknown[]) => events as readonly Events[Name][];
  try {
    const { url, body } = requestOf(name, { ...(input ?? {}) });
    const response = await fetch(url, {
      method: CONTRACT[name].method,
      headers: {
        accept: 'application/x-ndjson',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(file ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body ? { body } : file ? { body: file } : {}),
      signal,
    });
    if (!response.ok || !response.body)
      throw fromEnvelope(response.status, await response.json().catch(() => undefined));
    let ended = false;
    for await (const events of eventsIn(response.body)) {
      const last = events.at(-1);
      if (last?.type === 'error') {
        if (events.length > 1) yield told(events.slice(0, -1));
        throw fromEnvelope(response.status, last);
      }
      yield told(events);
      ended ||= last?.type === 'end';
    }
    if (!ended) throw new ApiError('offline', 'The connection ended before the answer did.');
  } catch (thrown) {
    throw asApiError(thrown);
  }
}
