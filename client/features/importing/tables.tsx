import { MAPPED_TABLES, type MappedTable } from '../../../server/core/model/mapping.ts';
import { useText } from '../../locales/index.ts';
import type { Sheet } from '../../state/importing/reading.ts';
import { fieldText } from '../editing/words.ts';
import { SavedMappings } from './saved-mappings.tsx';
import { useImport, useSession } from './use-import.ts';

/** Rows that show what a column holds. */
const ROWS = 5;
/** What a reader chooses between; others are of files that call their tables so. */
const USUAL: readonly MappedTable[] = ['claims', 'entities', 'none'];

/** One table: what its rows are, what each of its columns is, and how it begins. */
function SheetTable({ sheet }: { sheet: Sheet }) {
  const t = useText();
  const session = useSession();
  const part = sheet.table === 'claims' ? 'claim' : 'thing';
  const name = sheet.name === '' ? t('import.sheet.only') : t('import.sheet', { name: sheet.name });
  return (
    <div className="import-sheet" data-sheet={sheet.name}>
      <label className="import-rows">
        <span>{t('import.rowsAre', { name })}</span>
        <select
          value={sheet.table}
          onChange={({ target: { value } }) => {
            const table = MAPPED_TABLES.find((one) => one === value);
            if (table) session.rows(sheet.name, table);
          }}
        >
          {MAPPED_TABLES.filter((one) => USUAL.includes(one) || one === sheet.table).map((table) => (
            <option key={table} value={table}>
              {t(`import.table.${table}`)}
            </option>
          ))}
        </select>
      </label>
      {sheet.table !== 'none' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="import-preview" tabIndex={0} aria-label={t('import.preview', { name })}>
          <table>
            <thead>
              <tr>
                {sheet.columns.map(({ header, field, said }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, as headers repeat, and never move
                  <th key={at} scope="col">
                    <span className="import-header" title={header}>
                      {header === '' ? t('import.unnamed', { number: at + 1 }) : header}
                    </span>
                    <select
                      aria-label={t('import.columnIs', { column: header === '' ? String(at + 1) : header })}
                      className={field === '' ? 'left-out' : undefined}
                      value={field}
                      data-column={header}
                      onChange={({ target }) => session.column(sheet.name, at, target.value)}
                    >
                      <option value="">{t('import.leftOut')}</option>
                      {sheet.fields.map((one) => (
                        <option key={one} value={one}>
                          {fieldText(t, part, one)}
                        </option>
                      ))}
                    </select>
                    <small>{field !== '' && !said ? t('import.guessed') : ''}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.slice(0, ROWS).map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no name, and never move
                <tr key={at}>
                  {sheet.columns.map(({ field }, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={column} className={field === '' ? 'left-out' : undefined} title={row[column]}>
                      {row[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

/** The reader's own tables, column by column as they are understood, to be put right; and mappings kept from before. */
export function Tables() {
  const t = useText();
  const sheets = useImport(({ reading }) => reading.sheets);
  const there = useImport(({ found }) => found?.previews);
  const shown = sheets.filter(({ name }) => there?.some(({ sheet }) => sheet === name));
  if (shown.length === 0) return null;
  return (
    <section className="import-part" aria-labelledby="import-tables" data-testid="import-tables">
      <h3 id="import-tables">{t('import.tables')}</h3>
      <p className="help">{t('import.tables.text')}</p>
      {shown.map((sheet) => (
        <SheetTable key={sheet.name} sheet={sheet} />
      ))}
      <SavedMappings />
    </section>
  );
}
