import { filterOf } from '../contract/filter.ts';
import type { Input, Output } from '../contract/index.ts';
import type { TakePart } from '../loops/index.ts';
import { filters } from '../model/filter.ts';
import { CLAIM_TYPE_NAMES } from '../model/registry.ts';
import type { Deps } from './deps.ts';
import { entityNamed, keyFor, scopeFor } from './lookup.ts';
import { settled, unchanged } from './settled.ts';

export const paths = (deps: Deps, input: Input<'paths'>, signal: AbortSignal): Promise<Output<'paths'>> =>
  settled(() => pathsNow(deps, input, signal));

async function pathsNow(
  { store, compute }: Deps,
  input: Input<'paths'>,
  signal: AbortSignal,
): Promise<Output<'paths'>> {
  const scope = await scopeFor(store, input.datasets, [input.from, input.to]);
  // One after the other: where both are faulty, it is always the first that is complained of.
  const from = await entityNamed(store, scope, input.from);
  const to = await entityNamed(store, scope, input.to);
  const types = input.type ?? CLAIM_TYPE_NAMES;
  const filter = filterOf(input);
  const projection = {
    of: `${types.join()} ${filters(filter) ? JSON.stringify(filter) : ''}`,
    version: await store.version(scope),
    read: (take: TakePart) => store.projection(scope, { types, filter }, take),
  };
  const { mode, maxLength, direction, limit } = input;
  const { rows, truncated } = await compute.paths(
    projection,
    { from: keyFor(from), to: keyFor(to), mode, maxLength, direction, limit },
    signal,
  );
  const steps = rows.flatMap((row) => row.steps);
  const claims = await store.claims(scope, [...new Set(steps.flatMap((step) => step.claims))]);
  await unchanged(store, scope, projection.version);
  const byKey = new Map(claims.map((claim) => [keyFor(claim), claim]));
  return {
    paths: rows.map((row) => ({
      length: row.steps.length,
      steps: row.steps.map((step) => ({
        ...step,
        claims: step.claims.flatMap((key) => byKey.get(key) ?? []),
      })),
    })),
    entities: await store.entities(scope, [...new Set(steps.flatMap((step) => [step.from, step.to]))]),
    truncated,
  };
}
