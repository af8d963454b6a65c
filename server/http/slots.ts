import type { RequestHandler } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { Fault } from '../core/contract/errors.ts';

const RETRY_AFTER = 5;

/** Lets one address have so many answers of an operation under way at once; one more is told to come back. */
export function slots(atOnce: number): RequestHandler {
  const taken = new Map<string, number>();
  return (request, response, next) => {
    const address = ipKeyGenerator(request.ip ?? '');
    const mine = taken.get(address) ?? 0;
    if (mine >= atOnce)
      throw new Fault(
        'too_many',
        `${mine} queries from this address are running, as many as may. End one, or wait for it.`,
        { retryAfterSeconds: RETRY_AFTER, atOnce },
      );
    taken.set(address, mine + 1);
    response.on('close', () => {
      const left = (taken.get(address) ?? 1) - 1;
      if (left === 0) taken.delete(address);
      else taken.set(address, left);
    });
    next();
  };
}
