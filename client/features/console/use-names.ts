import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { LanguageSchema } from '../../state/console/language.ts';
import { useApp } from '../app-context.tsx';
import { useAbout } from './use-console.ts';

/** All names that the database has, of every dataset and of what stands beside the entities. */
const NAMES = `CALL () { CALL db.labels() YIELD label RETURN collect(label) AS labels }
CALL () { CALL db.relationshipTypes() YIELD relationshipType RETURN collect(relationshipType) AS types }
CALL () { CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey) AS properties }
RETURN labels, types, properties`;
const Names = z.tuple([z.array(z.string()), z.array(z.string()), z.array(z.string())]);

/** What the editor completes and checks names by: read from the database itself, and anew when its data changes. */
export function useNames(): LanguageSchema | undefined {
  const { context } = useApp();
  const about = useAbout();
  const { data } = useQuery({
    queryKey: ['cypher-names', about?.procedures.length],
    enabled: about?.available === true,
    queryFn: async ({ signal }): Promise<LanguageSchema> => {
      const answer = await context.api('cypher', { query: NAMES }, signal);
      const [labels, types, properties] = Names.parse(answer.rows[0]);
      return {
        labels,
        types,
        properties,
        procedures: about?.procedures ?? [],
        functions: about?.functions ?? [],
      };
    },
  });
  return data;
}
