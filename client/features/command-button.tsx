import { keyCaps } from '../commands/keyboard.ts';
import { COMMANDS, canRun, PLAIN_COMMANDS, type PlainName } from '../commands/registry.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { useApp, useAppState } from './app-context.tsx';

export const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The first shortcut of a command, as a reader presses it. */
export function shortcutText(name: PlainName): string | undefined {
  const keys = PLAIN_COMMANDS.find(([known]) => known === name)?.[1].keys?.[0];
  return keys === undefined ? undefined : keyCaps(keys, onMac).join(' ');
}

type Props = {
  name: PlainName;
  /** Instead of the command's own label. */
  label?: string;
  /** Shows the label beside the icon. */
  wide?: boolean;
  look?: 'quiet' | 'outline' | 'primary';
  small?: boolean;
  className?: string;
};

/** A button that is a command: icon, name, shortcut, state and effect all come from the registry. */
export function CommandButton({ name, label, wide, look, small, className }: Props) {
  const { dispatch } = useApp();
  const t = useText();
  const command = COMMANDS[name];
  const enabled = useAppState((state) => canRun(name, state));
  const pressed = useAppState((state) => COMMANDS[name].pressed?.(state));
  const refused = useAppState((state) => (enabled ? undefined : COMMANDS[name].refused?.(state)));
  const text = label ?? t(command.label);
  const keys = shortcutText(name);
  return (
    <Button
      icon={command.icon}
      {...(wide ? { text } : {})}
      aria-label={text}
      title={refused ? t(refused) : keys === undefined ? text : `${text} (${keys})`}
      aria-pressed={pressed}
      disabled={!enabled}
      onClick={() => dispatch(name)}
      data-command={name}
      {...(look ? { look } : {})}
      {...(small ? { small } : {})}
      {...(className ? { className } : {})}
    />
  );
}
