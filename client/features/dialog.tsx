import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { useApp } from './app-context.tsx';

/** A dialog of the page. Closed, it gives the focus back to where it was: no button of its own opened it. */
export function Dialog({
  title,
  testId,
  first,
  bare,
  look = 'small',
  onClose,
  children,
}: {
  title: string;
  testId: string;
  /** What gets the focus. */
  first?: RefObject<HTMLElement | null>;
  /** Without a head: the title is for screen readers only. */
  bare?: boolean;
  look?: 'small' | 'wide';
  /** What else ends with it. */
  onClose?: () => void;
  children: ReactNode;
}) {
  const { context } = useApp();
  const t = useText();
  const before = useRef<Element>(null);
  return (
    <Radix.Root
      open
      onOpenChange={(on) => {
        if (on) return;
        onClose?.();
        context.store.setState({ dialog: undefined });
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content
          className={`dialog ${look} ${testId}`}
          aria-describedby={undefined}
          data-testid={testId}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            if (!first?.current) return;
            event.preventDefault();
            first.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
        >
          {bare ? (
            <Radix.Title className="unseen">{title}</Radix.Title>
          ) : (
            <header>
              <Radix.Title>{title}</Radix.Title>
              <Radix.Close asChild>
                <Button icon={X} label={t('shortcuts.close')} />
              </Radix.Close>
            </header>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
