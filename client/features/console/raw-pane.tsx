import { useVirtualizer } from '@tanstack/react-virtual';
import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { asRecord } from '../../state/console/values.ts';
import { shortened } from './long-text.ts';
import { NoRows } from './no-rows.tsx';
import { useConsole } from './use-console.ts';

const LINE = 18;

/** The rows as the API gives them. */
export function RawPane() {
  const t = useText();
  const result = useConsole((state) => state.result);
  const scroller = useRef<HTMLElement>(null);
  const { columns = [], rows = [], count = 0 } = result ?? {};
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE * (columns.length + 2),
    overscan: 4,
  });
  if (!result) return <Empty icon={Braces} title={t('console.noResult')} />;
  if (count === 0) return <NoRows result={result} />;
  return (
    <section
      className="raw"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('console.pane.json')}
      data-testid="raw"
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <pre
            key={index}
            ref={virtual.measureElement}
            data-index={index}
            style={{ transform: `translateY(${start}px)` }}
          >
            {shortened(JSON.stringify(asRecord(columns, rows[index] ?? []), null, 2), t)}
          </pre>
        ))}
      </div>
    </section>
  );
}
