import { notGiven } from '../contract/errors.ts';
import type { Input, Output } from '../contract/index.ts';
import { ClaimRef } from '../model/ids.ts';
import type { Deps } from './deps.ts';
import { claimsNamed, keyFor } from './lookup.ts';
import { prepared } from './loop-question.ts';
import { settled, unchanged } from './settled.ts';
import { stepsTold } from './told.ts';

/** The ways to tell one loop, ranked, a page of them at a time. */
export const tellings = (
  deps: Deps,
  input: Input<'tellings'>,
  signal: AbortSignal,
): Promise<Output<'tellings'>> => settled(() => tellingsNow(deps, input, signal));

async function tellingsNow(
  deps: Deps,
  input: Input<'tellings'>,
  signal: AbortSignal,
): Promise<Output<'tellings'>> {
  const { store, compute } = deps;
  const { sort, currency, limit, cursor } = input;
  const { scope, projection, ...question } = await prepared(deps, input, 'reach', input.claims);
  const named = await claimsNamed(store, scope, input.claims);
  const query = { ...question.query, sortBy: sort, currency, limit };
  const told = { query, claims: named.map(keyFor), after: cursor };
  const { found, more, ...ranked } = await compute.tellings(projection, told, signal);
  if (!found) throw notGiven();
  const keys = ranked.tellings.flatMap(({ claims }) => claims);
  const steps = await stepsTold(store, scope, keys);
  await unchanged(store, scope, projection.version);
  const last = ranked.tellings.at(-1);
  return {
    ...ranked,
    tellings: ranked.tellings.map((one) => ({
      ...one,
      claims: one.claims.map((key) => ClaimRef.parse(key)),
    })),
    steps,
    ...(more && last ? { next: last.id } : {}),
  };
}
