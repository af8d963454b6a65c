import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';
import { ERROR_CODES, type ErrorBody, Fault } from '../core/contract/errors.ts';

/** What the body parser says of a body it will not take. */
const BodyFault = z.object({
  type: z.enum([
    'entity.too.large',
    'entity.parse.failed',
    'encoding.unsupported',
    'charset.unsupported',
    'request.size.invalid',
  ]),
});

/** Whatever was thrown, as a Fault: the one place where errors are told apart. */
export function normalise(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof z.ZodError) {
    const fields = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    const [first] = fields;
    return new Fault(
      'bad_request',
      first ? `${first.field || 'input'}: ${first.message}` : 'The input is not right.',
      { fields },
    );
  }
  const body = BodyFault.safeParse(error);
  if (body.success)
    return body.data.type === 'entity.too.large'
      ? new Fault('too_large', 'The request is larger than this operation takes.')
      : new Fault('bad_request', 'The body is not JSON that can be read.');
  if (error instanceof URIError) return new Fault('bad_request', 'The address is not well formed.');
  return new Fault(
    'internal',
    'Something went wrong on the server. What happened is in its log.',
    undefined,
    error,
  );
}

/** Answers with the one envelope, and the status that its code stands for. */
export function sendFault(request: Request, response: Response, fault: Fault): void {
  const retry = fault.details?.retryAfterSeconds;
  if (typeof retry === 'number') response.setHeader('Retry-After', String(retry));
  const body: ErrorBody = {
    error: {
      code: fault.code,
      message: fault.message,
      ...(fault.details ? { details: fault.details } : {}),
      requestId: String(request.id),
    },
  };
  response.status(ERROR_CODES[fault.code]).json(body);
}

export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const fault = normalise(error);
  if (fault.code === 'internal') request.log.error({ err: fault.cause ?? fault }, 'request failed');
  if (response.headersSent) next(error);
  else sendFault(request, response, fault);
};
