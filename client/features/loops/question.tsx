import { type ComponentType, useState } from 'react';
import { loopFaultText } from '../../commands/faults.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { usePart } from '../use-part.ts';

/** A question about loops, asked when it is opened. */
export function Question({
  title,
  testId,
  load,
}: {
  title: string;
  testId: string;
  load: () => Promise<ComponentType>;
}) {
  const [open, setOpen] = useState(false);
  const Body = usePart(load, open);
  return (
    <details
      className="breakers"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid={testId}
    >
      <summary>{title}</summary>
      {open && Body && <Body />}
    </details>
  );
}

/** What stands where there should be an answer. */
export function Unanswered({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText();
  return (
    <div className="breakers-body">
      <p className="help">{loopFaultText(t, error)}</p>
      <Button small look="outline" text={t('fault.retry')} onClick={onRetry} />
    </div>
  );
}
