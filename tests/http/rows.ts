import type { Dataset } from '../../server/core/model/dataset.ts';
import { sample } from '../store/sample.ts';

/**
 * Two rows of fifteen companies, of which each buys from all of the other row, in `parallel` ways. A round always has as many legs
 * there as back: a search for an odd length looks at more walks than there is time for, and finds none.
 */
export function rows(id: string, parallel: number): Dataset {
  const made = sample(id);
  const [company] = made.entities;
  const [template] = made.claims;
  if (!company || !template) throw new Error('the sample has some');
  const [left, right] = ['a', 'b'].map((row) => Array.from({ length: 15 }, (_, at) => `${row}${at}`));
  const bought = (from: string, to: string) =>
    Array.from({ length: parallel }, (_, at) => ({
      ...template,
      id: `c-${from}-${to}-${at}` as typeof template.id,
      type: 'BUYS_FROM' as const,
      from: from as typeof template.from,
      to: to as typeof template.to,
    }));
  const pairs = (left ?? []).flatMap((a) => (right ?? []).map((b) => [a, b] as const));
  made.entities = [...(left ?? []), ...(right ?? [])].map((name) => ({
    ...company,
    id: name as typeof company.id,
  }));
  made.claims = pairs.flatMap(([a, b]) => [...bought(a, b), ...bought(b, a)]);
  made.deals = [];
  return made;
}
