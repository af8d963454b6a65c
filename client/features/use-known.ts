import { useQuery } from '@tanstack/react-query';
import { EntityId, keyOf } from '../../server/core/model/ids.ts';
import type { StoredClaim } from '../../server/core/model/stored.ts';
import { merged } from '../state/graph.ts';
import { useApp, useAppState } from './app-context.tsx';

const MOST = 500;

/**
 * Makes sure that the entities which some claims speak of are loaded, so that they are shown by name and not by id.
 * They do not come to the canvas by that.
 */
export function useKnown(claims: readonly StoredClaim[]): void {
  const { context } = useApp();
  const graph = useAppState((state) => state.graph);
  const keys = claims.flatMap((claim) => [
    keyOf(claim.dataset, claim.from),
    keyOf(claim.dataset, claim.to),
    // Who says so may be an entity or any name.
    ...(claim.attributedTo ?? [])
      .filter((name) => EntityId.safeParse(name).success)
      .map((id) => keyOf(claim.dataset, id)),
  ]);
  const unknown = [...new Set(keys)]
    .filter((key) => !graph.entities.has(key))
    .sort()
    .slice(0, MOST);
  useQuery({
    queryKey: ['known', unknown.join()],
    enabled: unknown.length > 0,
    queryFn: async ({ signal }) => {
      const { entities } = await context.api('subgraph', { ids: unknown }, signal);
      context.store.setState((state) => ({ graph: merged(state.graph, { entities }) }));
      return entities.length;
    },
  });
}
