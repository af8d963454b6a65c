import { type ComponentType, useState } from 'react';
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
