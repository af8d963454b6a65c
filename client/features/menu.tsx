import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { COMMANDS, canRun, type PlainName } from '../commands/registry.ts';
import { THEME_ICONS } from '../commands/settings.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { THEMES } from '../state/prefs.ts';
import { useApp, useAppState } from './app-context.tsx';
import { shortcutText } from './command-button.tsx';
import type { MenuEntry } from './menu-entries.ts';

/** A command as an entry of a menu. */
function CommandItem({ name }: { name: PlainName }) {
  const { dispatch } = useApp();
  const t = useText();
  const enabled = useAppState((state) => canRun(name, state));
  const { icon: Icon, label } = COMMANDS[name];
  const keys = shortcutText(name);
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={!enabled}
      onSelect={() => dispatch(name)}
      data-command={name}
    >
      <Icon size={15} aria-hidden="true" />
      <span>{t(label)}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </DropdownMenu.Item>
  );
}

function ThemeItems() {
  const { dispatch } = useApp();
  const t = useText();
  const theme = useAppState(({ prefs }) => prefs.theme);
  return THEMES.map((one) => {
    const Icon = THEME_ICONS[one];
    return (
      <DropdownMenu.CheckboxItem
        key={one}
        className="menu-item"
        checked={one === theme}
        onCheckedChange={() => dispatch('theme', one)}
      >
        <Icon size={15} aria-hidden="true" />
        <span>{t(`theme.${one}`)}</span>
        <DropdownMenu.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </DropdownMenu.CheckboxItem>
    );
  });
}

type Props = {
  icon: LucideIcon;
  label: string;
  entries: readonly MenuEntry[];
  side: 'bottom' | 'left';
  testId: string;
};

/** A menu with its button; it is open when it first appears, as it is loaded by being asked for. */
export function Menu({ icon, label, entries, side, testId }: Props) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <Button icon={icon} label={label} data-testid={testId} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu"
        side={side}
        align={side === 'left' ? 'start' : 'end'}
        sideOffset={6}
        collisionPadding={8}
      >
        {entries.map((entry, index) =>
          entry === 'line' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and entries never move
            <DropdownMenu.Separator key={`line ${index}`} className="menu-line" />
          ) : entry === 'themes' ? (
            <ThemeItems key={entry} />
          ) : (
            <CommandItem key={entry} name={entry} />
          ),
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
