import { DropdownMenu } from 'radix-ui';
import { COMMANDS, canRun, type PlainName } from '../commands/registry.ts';
import { useText } from '../locales/index.ts';
import { useApp, useAppState } from './app-context.tsx';
import { shortcutText } from './command-button.tsx';

/** A command as an entry of a menu. */
export function CommandItem({ name }: { name: PlainName }) {
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
