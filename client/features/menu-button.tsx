import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { MenuEntry } from './menu-entries.ts';
import { usePart } from './use-part.ts';

const load = () => import('./menu.tsx').then((module) => module.Menu);

type Props = {
  icon: LucideIcon;
  label: string;
  entries: readonly MenuEntry[];
  side?: 'bottom' | 'left';
  testId: string;
};

/** A button that opens a menu. The menu itself is loaded when a reader comes near. */
export function MenuButton({ icon, label, entries, side = 'bottom', testId }: Props) {
  const [near, setNear] = useState(false);
  const [opened, setOpened] = useState(false);
  const Menu = usePart(load, near);
  const button = (
    <Button
      icon={icon}
      label={label}
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
  return <Menu icon={icon} label={label} entries={entries} side={side} testId={testId} />;
}
