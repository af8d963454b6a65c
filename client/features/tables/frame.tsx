import { Table2 } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { PlainName } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { useApp, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import '../../styles/tables.css';

const OF_LOOPS: readonly PlainName[] = ['ledger', 'compareLoops', 'concentration'];

/** What every table of the middle stands in: which of them it is, and a part that scrolls. */
export function TableFrame({
  name,
  testId,
  children,
  scroller,
}: {
  name: string;
  testId: string;
  children: ReactNode;
  scroller?: RefObject<HTMLElement | null>;
}) {
  const { dispatch } = useApp();
  const t = useText();
  const { form } = useView().stage;
  return (
    <section
      ref={scroller}
      className="tables"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={name}
      data-testid={testId}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a few buttons are no fieldset */}
      <div className="table-tabs" role="group" aria-label={t('table.which')}>
        {/* The command's own button is pressed whichever table is shown. */}
        <Button
          icon={Table2}
          small
          text={t('table.canvas')}
          aria-pressed={form === 'table'}
          onClick={() => dispatch('table')}
        />
        {OF_LOOPS.map((table) => (
          <CommandButton key={table} name={table} wide small />
        ))}
      </div>
      {children}
    </section>
  );
}
