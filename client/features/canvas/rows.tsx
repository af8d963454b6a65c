import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ClipboardCopy } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly number?: true;
  /** What it is sorted by; an unknown one comes last either way. */
  readonly by: (row: Row) => string | number | undefined;
  /** As it reads, for copying and for finding. */
  readonly text: (row: Row) => string;
  /** Instead of the text. */
  readonly cell?: (row: Row) => ReactNode;
  /** Names the row: pressing it selects. */
  readonly head?: true;
};

type Props<Row> = {
  title: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  isOn: (key: string) => boolean;
  /** `more`: with Shift, Ctrl or ⌘, or by Space. */
  onChoose: (key: string, more: boolean) => void;
  onCopy: (rows: readonly (readonly string[])[]) => void;
  scroller: RefObject<HTMLElement | null>;
};

const ROW = 33;
/** Fewer are all in the page, where the browser's own search finds them. */
const FEW = 100;

/** A table that is sorted by its heads, walked with the arrow keys, and holds only the rows in sight. */
export function Rows<Row>({ title, rows, columns, keyOf, isOn, onChoose, onCopy, scroller }: Props<Row>) {
  const t = useText();
  const [order, setOrder] = useState<{ id: string; down: boolean }>();
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const sorted = useMemo(() => {
    const column = columns.find(({ id }) => id === order?.id);
    if (!column || !order) return rows;
    const way = order.down ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [x, y] = [column.by(a), column.by(b)];
      if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
      if (typeof x === 'number' && typeof y === 'number') return way * (x - y);
      return way * String(x).localeCompare(String(y));
    });
  }, [rows, columns, order]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 14,
    scrollMargin: offset,
    getItemKey: (index) => (sorted[index] ? keyOf(sorted[index]) : index),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows above may have come or gone with these
  useLayoutEffect(() => {
    const [at, from] = [body.current?.getBoundingClientRect(), scroller.current?.getBoundingClientRect()];
    if (at && from) setOffset(at.top - from.top + (scroller.current?.scrollTop ?? 0));
  }, [rows.length, scroller]);
  const all = sorted.length <= FEW;
  const items = virtual.getVirtualItems();
  const inSight = all ? sorted.map((_, index) => index) : items.map(({ index }) => index);
  const above = all ? 0 : (items[0]?.start ?? offset) - offset;
  const below = all ? 0 : virtual.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset);

  const walk = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const at = Number((event.target as HTMLElement).closest('tr')?.dataset.row);
    const row = sorted[at];
    if (row === undefined) return;
    if (event.key === ' ') {
      event.preventDefault();
      onChoose(keyOf(row), true);
      return;
    }
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? sorted.length - 1
              : undefined;
    if (to === undefined || to < 0 || to >= sorted.length) return;
    event.preventDefault();
    if (!all) virtual.scrollToIndex(to);
    const find = (tries: number) => {
      const next = body.current?.querySelector<HTMLElement>(`[data-row="${to}"] button`);
      if (next) next.focus();
      else if (tries > 0) requestAnimationFrame(() => find(tries - 1));
    };
    find(10);
  };

  return (
    <>
      <h2>
        {title} <span className="note">{rows.length}</span>
        <Button
          icon={ClipboardCopy}
          small
          label={t('table.copy')}
          disabled={rows.length === 0}
          onClick={() =>
            onCopy([
              columns.map((column) => column.title),
              ...sorted.map((row) => columns.map(({ text }) => text(row))),
            ])
          }
        />
      </h2>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map(({ id, title: name, number }) => (
              <th
                key={id}
                scope="col"
                className={number ? 'number' : ''}
                aria-sort={order?.id !== id ? 'none' : order.down ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  className="sorter"
                  onClick={() =>
                    setOrder((now) =>
                      now?.id !== id
                        ? { id, down: number === true }
                        : now.down === (number === true)
                          ? { id, down: !now.down }
                          : undefined,
                    )
                  }
                >
                  {name}
                  {order?.id === id &&
                    (order.down ? (
                      <ArrowDown size={12} aria-hidden="true" />
                    ) : (
                      <ArrowUp size={12} aria-hidden="true" />
                    ))}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walk}>
          {above > 0 && <tr style={{ height: above }} />}
          {inSight.map((index) => {
            const row = sorted[index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <tr
                key={key}
                ref={all ? undefined : virtual.measureElement}
                data-index={index}
                data-row={index}
                aria-rowindex={index + 2}
                aria-selected={isOn(key)}
                className={isOn(key) ? 'on' : ''}
              >
                {columns.map(({ id, number, head, cell, text }) =>
                  head ? (
                    <th key={id} scope="row">
                      <button
                        type="button"
                        className="link"
                        onClick={(event) => onChoose(key, event.shiftKey || event.ctrlKey || event.metaKey)}
                      >
                        {cell ? cell(row) : text(row)}
                      </button>
                    </th>
                  ) : (
                    <td key={id} className={number ? 'number' : ''}>
                      {cell ? cell(row) : text(row)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </>
  );
}
