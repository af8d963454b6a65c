import type { ImportCounts, ImportSummary } from '../../../server/core/contract/import.ts';
import { type TextKey, useText } from '../../locales/index.ts';
import { count } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';

const WAYS = [
  'create',
  'change',
  'unchanged',
  'remove',
  'refuse',
] as const satisfies readonly (keyof ImportCounts)[];
/** What a reader thinks of first comes first. */
const TABLES = {
  entities: 'import.table.entities',
  claims: 'import.table.claims',
  deals: 'import.table.deals',
  sources: 'import.table.sources',
  evidence: 'import.table.evidence',
  outlines: 'import.table.outlines',
} as const satisfies Record<string, TextKey>;

/** What would happen, or happened, to how many records of each table. */
export function Counts({ summary, did = false }: { summary: ImportSummary; did?: boolean }) {
  const t = useText();
  const lang = useLang();
  const rows = Object.entries(TABLES).flatMap(([table, text]) => {
    const counts = summary.tables[table];
    return counts && WAYS.some((way) => counts[way] > 0) ? [{ table, text, counts }] : [];
  });
  if (rows.length === 0) return null;
  const ways = WAYS.filter((way) => way === 'create' || rows.some(({ counts }) => counts[way] > 0));
  const title = t(did ? 'import.happened' : 'import.wouldHappen');
  return (
    <section className="import-part" aria-label={title} data-testid="import-counts">
      <h3>{title}</h3>
      <table className="import-counts">
        <thead>
          <tr>
            <td />
            {ways.map((way) => (
              <th key={way} scope="col" className="number">
                {t(`import.way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ table, text, counts }) => (
            <tr key={table} data-table={table}>
              <th scope="row">{t(text)}</th>
              {ways.map((way) => (
                <td key={way} className={`number ${way}`} data-way={way}>
                  {count(counts[way], lang)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
