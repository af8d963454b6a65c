import type { Input, OperationName, Output } from '../contract/index.ts';
import { claim } from './claims.ts';
import { datasets, health, schema } from './datasets.ts';
import type { Deps } from './deps.ts';
import { entity, entityClaims, expand, search, subgraph } from './entities.ts';
import { loops } from './loops.ts';
import { paths } from './paths.ts';

export type { Compute, Deps } from './deps.ts';

/** What each operation of the contract does. */
export const OPERATIONS: {
  [Name in OperationName]: (deps: Deps, input: Input<Name>, signal: AbortSignal) => Promise<Output<Name>>;
} = { health, datasets, schema, search, entity, entityClaims, expand, subgraph, claim, paths, loops };
