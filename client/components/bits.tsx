import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A small label: how sure, what kind, what to mind. */
export function Chip({
  children,
  tone,
}: {
  children: ReactNode;
  tone?: 'warn' | 'accent' | 'dashed' | 'dotted';
}) {
  return <span className={['chip', tone].filter(Boolean).join(' ')}>{children}</span>;
}

/** A switch that looks like a chip. */
export function ToggleChip({
  on,
  onToggle,
  title,
  dot,
  children,
}: {
  on: boolean;
  onToggle: () => void;
  title?: string;
  dot?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={`chip toggle${on ? ' on' : ''}`}
      aria-pressed={on}
      title={title}
      onClick={onToggle}
    >
      {dot && <span className="dot" style={{ background: dot }} aria-hidden="true" />}
      {children}
    </button>
  );
}

/** What stands where there is nothing to show, and what to do about it. */
export function Empty({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon size={26} strokeWidth={1.6} aria-hidden="true" />
      <strong>{title}</strong>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** A row of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A titled part of a panel. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <h3>
        {title}
        {note !== undefined && <span className="note">{note}</span>}
      </h3>
      {children}
    </section>
  );
}

/** Grey bars in the place of what is being read. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never change places
        <span key={index} style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
