import { ErrorBody, type ErrorCode } from '../../server/core/contract/errors.ts';

/** Why a call failed: a code of the contract, or `offline` where no server answered. */
export type ApiCode = ErrorCode | 'offline';

/** The one error that calls fail with. */
export class ApiError extends Error {
  readonly code: ApiCode;
  readonly details: Record<string, unknown> | undefined;
  readonly requestId: string | undefined;
  constructor(code: ApiCode, message: string, details?: Record<string, unknown>, requestId?: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

/** Makes of whatever was thrown an ApiError. An abort is `cancelled`; a failed fetch is `offline`. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return new ApiError('cancelled', 'The request was cancelled.');
  return new ApiError('offline', thrown instanceof Error ? thrown.message : String(thrown));
}

/** Reads the envelope of an answer that is not ok; a proxy's own page becomes `unavailable`. */
export function fromEnvelope(status: number, body: unknown): ApiError {
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return new ApiError(status >= 500 ? 'unavailable' : 'bad_request', `HTTP ${status}`);
  const { code, message, details, requestId } = parsed.data.error;
  return new ApiError(code, message, details, requestId);
}
