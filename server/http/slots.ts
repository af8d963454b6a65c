import type { RequestHandler } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { Fault } from '../core/contract/errors.ts';

/** As many for all addresses together as so many of them may have: what they run shares one database with everyone who reads. */
const ADDRESSES = 6;
const RETRY_AFTER = 5;

/** Lets one address have so many answers of an operation under way at once; one more is told to come back. */
export function slots(atOnce: number): RequestHandler {
  const taken = new Map<string, number>();
  let all = 0;
  return (request, response, next) => {
    const address = ipKeyGenerator(request.ip ?? '');
    const mine = taken.get(address) ?? 0;
    if (mine >= atOnce || all >= atOnce * ADDRESSES)
      throw new Fault(
        'too_many',
        mine >= atOnce
          ? `${mine} queries from this address are running; ${atOnce} may. End one, or wait for it.`
          : 'Too many queries are running. Try again in a moment.',
        { retryAfterSeconds: RETRY_AFTER },
      );
    taken.set(address, mine + 1);
    all += 1;
    response.on('close', () => {
      const left = (taken.get(address) ?? 1) - 1;
      if (left === 0) taken.delete(address);
      else taken.set(address, left);
      all -= 1;
    });
    next();
  };
}
