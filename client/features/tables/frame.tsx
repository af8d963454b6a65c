import type { ReactNode } from 'react';
import type { PlainName } from '../../commands/registry.ts';
import { useText } from '../../locales/index.ts';
import { CommandButton } from '../command-button.tsx';
import '../../styles/tables.css';

const TABLES: readonly PlainName[] = ['table', 'ledger', 'compareLoops'];

/** What every table of the middle stands in: which of them it is, and a part that scrolls. */
export function TableFrame({
  name,
  testId,
  children,
}: {
  name: string;
  testId: string;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <section
      className="tables"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={name}
      data-testid={testId}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a few buttons are no fieldset */}
      <div className="table-tabs" role="group" aria-label={t('table.which')}>
        {TABLES.map((table) => (
          <CommandButton
            key={table}
            name={table}
            {...(table === 'table' ? { label: t('table.canvas') } : {})}
            wide
            small
          />
        ))}
      </div>
      {children}
    </section>
  );
}
