import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';
import { ERROR_CODES, type ErrorBody, Fault } from '../core/contract/errors.ts';

/** What Express's parts (body parser, files) say of a request that they will not take: `status` is 4xx. */
const RequestFault = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

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
  if (error instanceof URIError) return new Fault('bad_request', 'The address is not well formed.');
  const request = RequestFault.safeParse(error);
  if (request.success) {
    const { status, type } = request.data;
    if (type === 'request.aborted') return new Fault('cancelled', 'The request was cancelled.');
    if (status === 413) return new Fault('too_large', 'The request is larger than this operation takes.');
    if (status === 412 || status === 416)
      return new Fault('bad_request', 'The range or condition asked for cannot be met.');
    // What is left is a body that cannot be unpacked, decoded or parsed.
    return new Fault('bad_request', 'The body is not JSON that can be read.');
  }
  return new Fault(
    'internal',
    'Something went wrong on the server. What happened is in its log.',
    undefined,
    error,
  );
}

/** The one envelope. */
export const envelope = (request: Request, fault: Fault): ErrorBody => ({
  error: {
    code: fault.code,
    message: fault.message,
    ...(fault.details ? { details: fault.details } : {}),
    requestId: String(request.id),
  },
});

/** Answers with the one envelope, and the status that its code stands for. */
export function sendFault(request: Request, response: Response, fault: Fault): void {
  const retry = fault.details?.retryAfterSeconds;
  if (typeof retry === 'number') response.setHeader('Retry-After', String(retry));
  // A file that was about to be sent has left its own type and validators.
  for (const name of ['ETag', 'Last-Modified', 'Content-Range']) response.removeHeader(name);
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(ERROR_CODES[fault.code])
    .type('json')
    .send(JSON.stringify(envelope(request, fault)));
}

export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const fault = normalise(error);
  if (fault.code === 'internal') request.log.error({ err: fault.cause ?? fault }, 'request failed');
  if (response.headersSent) next(error);
  else sendFault(request, response, fault);
};
