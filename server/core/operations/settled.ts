import { Fault } from '../contract/errors.ts';
import type { GraphStore, Scope } from '../store/types.ts';

/** What was found in one version of the data cannot be told in the claims of another. */
export class Replaced extends Fault {
  constructor() {
    super('unavailable', 'The data was replaced meanwhile. Try again.', { retryAfterSeconds: 2 });
  }
}

const ATTEMPTS = 3;

/** @throws where the data is no longer in the version that an answer was begun in */
export async function unchanged(store: GraphStore, scope: Scope, version: string): Promise<void> {
  if ((await store.version(scope)) !== version) throw new Replaced();
}

/** Asks anew where the data was replaced before anything was told of it that stands: what a reader has of one version cannot be taken back. */
export async function* settledEvents<Event extends { type: string }>(
  ask: () => AsyncGenerator<Event>,
): AsyncGenerator<Event> {
  for (let attempt = 1, told = false; ; attempt++)
    try {
      for await (const event of ask()) {
        told ||= event.type !== 'progress' && event.type !== 'best';
        yield event;
      }
      return;
    } catch (error) {
      if (told || attempt === ATTEMPTS || !(error instanceof Replaced)) throw error;
    }
}

/** Asks anew where the data was replaced while it was asked. */
export async function settled<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++)
    try {
      return await ask();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Replaced)) throw error;
    }
}
