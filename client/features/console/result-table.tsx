import { useVirtualizer } from '@tanstack/react-virtual';
import { Rows3 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { type Cell, columnsOf, moved } from '../../state/console/table.ts';
import type { Part } from '../../state/console/values.ts';
import { useLang } from '../app-context.tsx';
import { CellDetail } from './cell-detail.tsx';
import { NoRows } from './no-rows.tsx';
import { useConsole } from './use-console.ts';
import { useOpenPart } from './use-open-part.ts';
import { Value } from './value.tsx';

const ROW = 29;
const SHARING = 20;

/** The rows of a result as a grid that the arrow keys walk. Only what is in sight is drawn, however many rows and columns there are. */
export function ResultTable() {
  const t = useText();
  const lang = useLang();
  const result = useConsole((state) => state.result);
  const openPart = useOpenPart();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const id = useId();
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const [detail, setDetail] = useState(false);
  const { columns: names = [], rows = [], count = 0 } = result ?? {};
  const sampled = Math.min(count, SAMPLE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths and types go by the rows at the top, which come first and stay
  const columns = useMemo(() => columnsOf(names, rows.slice(0, SAMPLE), lang), [names, rows, sampled, lang]);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  // A row may have a thousand columns as well as a table a million rows.
  const lateral = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (column) => columns[column]?.width ?? 0,
    overscan: 4,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns have other widths
  useEffect(() => lateral.measure(), [columns]);

  if (!result)
    return (
      <Empty icon={Rows3} title={t('console.noResult')}>
        {t('console.noResult.text')}
      </Empty>
    );
  if (count === 0) return <NoRows result={result} />;

  // Few columns share what room there is; of many, the browser would take seconds to work that out.
  const template = columns
    .map(({ width }) => (columns.length > SHARING ? `${width}px` : `minmax(${width}px, ${width}fr)`))
    .join(' ');
  const wide = columns.reduce((sum, { width }) => sum + width, 0);
  const at: Cell = { row: Math.min(cell.row, count - 1), column: Math.min(cell.column, names.length - 1) };
  const value: CypherValue = rows[at.row]?.[at.column] ?? null;
  // What is no entity or claim has no place of its own on the page: all that there is of it is shown here.
  const press = (part: Part) => {
    if (!openPart.open(part)) setDetail(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!openPart.first(value)) setDetail(true);
      return;
    }
    if (event.key === ' ') {
      event.preventDefault();
      setDetail(!detail);
      return;
    }
    if (event.key === 'Escape' && detail) {
      event.stopPropagation();
      setDetail(false);
      return;
    }
    const next = moved(at, event.key, {
      rows: count,
      columns: names.length,
      page: Math.max(1, virtual.getVirtualItems().length - 20),
    });
    if (!next) return;
    event.preventDefault();
    setCell(next);
    virtual.scrollToIndex(next.row);
    lateral.scrollToIndex(next.column);
  };
  const across = lateral.getVirtualItems().map(({ index }) => index);
  return (
    <>
      <div ref={scroller} className="result-scroll">
        <table
          ref={grid}
          className="result-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are walked
          role="grid"
          aria-label={t('console.table')}
          aria-description={t('console.table.help')}
          aria-rowcount={count + 1}
          aria-colcount={names.length}
          aria-activedescendant={`${id}-${at.row}-${at.column}`}
          tabIndex={0}
          style={{ minWidth: wide }}
          onKeyDown={onKeyDown}
          data-testid="result-grid"
        >
          <thead>
            <tr aria-rowindex={1} className="result-row" style={{ gridTemplateColumns: template }}>
              {across.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-colindex={column + 1}
                  style={{ gridColumnStart: column + 1 }}
                >
                  <span>{names[column]}</span>
                  <small>{columns[column]?.types.join(' | ')}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => (
              <tr
                key={index}
                aria-rowindex={index + 2}
                className="result-row"
                style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
              >
                {across.map((column) => {
                  const on = at.row === index && at.column === column;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
                    <td
                      key={column}
                      id={`${id}-${index}-${column}`}
                      aria-colindex={column + 1}
                      style={{ gridColumnStart: column + 1 }}
                      className={on ? 'on' : undefined}
                      onClick={() => {
                        setCell({ row: index, column });
                        grid.current?.focus({ preventScroll: true });
                      }}
                      onDoubleClick={() => setDetail(true)}
                    >
                      <Value value={rows[index]?.[column] ?? null} lang={lang} onPart={press} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {detail && (
        <CellDetail
          name={names[at.column] ?? ''}
          at={t('console.row', { row: (at.row + 1).toLocaleString('en') })}
          value={value}
          onPart={openPart.open}
          onClose={() => {
            setDetail(false);
            grid.current?.focus();
          }}
        />
      )}
    </>
  );
}
const SAMPLE = 100;
