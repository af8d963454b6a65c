import { z } from 'zod';
import { inWords, type Why } from '../model/why.ts';

/** Every error that the API answers with, and its HTTP status. */
export const ERROR_CODES = {
  bad_request: 400,
  /** The database cannot run a reader's query, and says why in its own words. */
  bad_query: 400,
  unauthorised: 401,
  forbidden: 403,
  /** A reader's query asks for more than reading. */
  refused: 403,
  not_found: 404,
  ambiguous: 409,
  busy: 409,
  /** What is to be changed is no longer as it was when the change was made. */
  conflict: 409,
  too_large: 413,
  too_many: 429,
  cancelled: 499,
  internal: 500,
  unsupported: 501,
  unavailable: 503,
  timeout: 504,
  full: 507,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** The one envelope. `details` names fields, candidates or hints, by code. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_CODES).filter((code): code is ErrorCode => code in ERROR_CODES)),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An error with a code that the reader may see. Whatever else is thrown is `internal`, and its message stays in the log. */
export class Fault extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }
}

/** A Fault whose message is made of typed words, which it has as `details.why` for whoever says them in another language. */
export const refused = (
  code: ErrorCode,
  why: Why | readonly Why[],
  details?: Record<string, unknown>,
): Fault => {
  const said = [why].flat();
  return new Fault(code, inWords(...said), { ...details, why: said });
};

/** One more of a kind of saved documents than may be kept. */
export const full = (kind: string, most: number): Fault =>
  new Fault('full', `No more than ${most} can be saved of kind ${kind}: remove some first.`, { kind, most });

export const notFound = (what: string, id: string): Fault =>
  new Fault('not_found', `There is no ${what} ${JSON.stringify(id)} in the datasets asked about.`, {
    [what]: id,
  });

export const notGiven = (): Fault =>
  new Fault('bad_request', 'cursor: not one that a page before gave', {
    fields: [{ field: 'cursor', message: 'not one that a page before gave' }],
  });
