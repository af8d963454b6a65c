import { useQuery } from '@tanstack/react-query';
import { askedFor, membersOf, merged } from '../state/graph.ts';
import { useApp, useAppState, useView } from './app-context.tsx';

/** All keys of a thing in the datasets asked about; where another dataset may have it too, that is asked first. */
export function useMembers(key: string): string[] {
  const { context } = useApp();
  const { datasets } = useView();
  const graph = useAppState((state) => state.graph);
  const ids = askedFor(graph, [key]).filter((id) => !graph.entities.has(id));
  useQuery({
    queryKey: ['members', key, ...datasets],
    enabled: datasets.length > 1 && ids.length > 0,
    queryFn: async ({ signal }) => {
      const { entities } = await context.api('subgraph', { ids, datasets: [...datasets] }, signal);
      context.store.setState((state) => ({ graph: merged(state.graph, { entities }) }));
      return entities.length;
    },
  });
  return membersOf(graph, key);
}
