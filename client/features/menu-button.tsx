import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { MenuEntry } from './menu-entries.ts';
import { usePart } from './use-part.ts';

/** The look of a menu's button, the same before and after the menu is loaded. */
const buttonOf = ({ icon, label, text }: Pick<Props, 'icon' | 'label'> & { text: string | undefined }) =>
  text === undefined
    ? { icon, label }
    : { icon, label, text, look: 'outline' as const, className: 'with-text' };

const load = () => import('./menu.tsx').then((module) => module.Menu);

type Props = {
  icon: LucideIcon;
  label: string;
  /** Shown beside the icon. */
  text?: string;
  entries: readonly MenuEntry[];
  side?: 'bottom' | 'left';
  align?: 'start' | 'end';
  testId: string;
};

/** A button that opens a menu. The menu itself is loaded when a reader comes near. */
export function MenuButton({
  icon,
  label,
  text,
  entries,
  side = 'bottom',
  align = side === 'left' ? 'start' : 'end',
  testId,
}: Props) {
  const [near, setNear] = useState(false);
  const [opened, setOpened] = useState(false);
  const Menu = usePart(load, near);
  const button = (
    <Button
      {...buttonOf({ icon, label, text })}
      aria-haspopup="menu"
      aria-expanded={false}
      data-testid={testId}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      onClick={() => {
        setNear(true);
        setOpened(true);
      }}
    />
  );
  if (!Menu || !opened) return button;
  return (
    <Menu
      button={buttonOf({ icon, label, text })}
      entries={entries}
      side={side}
      align={align}
      testId={testId}
    />
  );
}
