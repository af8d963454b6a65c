import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import type { Group } from '../commands/context.ts';
import { CANVAS_KEYS, keyCaps } from '../commands/keyboard.ts';
import { PLAIN_COMMANDS } from '../commands/registry.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { useApp, useAppState } from './app-context.tsx';
import { onMac } from './command-button.tsx';

const GROUPS: readonly Group[] = [...new Set(PLAIN_COMMANDS.map(([, { group }]) => group))];

/** Every command with its shortcut, read from the registry of commands. */
export function ShortcutsDialog() {
  const { context, dispatch } = useApp();
  const t = useText();
  const open = useAppState((state) => state.dialog === 'shortcuts');
  const single = useAppState(({ prefs }) => prefs.keys);
  /** Where the focus goes back to: no button opened this, so the dialog itself does not know. */
  const before = useRef<Element>(null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(on) => context.store.setState({ dialog: on ? 'shortcuts' : undefined })}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className="dialog"
          aria-describedby={undefined}
          data-testid="shortcuts"
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
        >
          <header>
            <Dialog.Title>{t('shortcuts.title')}</Dialog.Title>
            <Dialog.Close asChild>
              <Button icon={X} label={t('shortcuts.close')} />
            </Dialog.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div className="dialog-body" tabIndex={0}>
            {GROUPS.map((group) => {
              const rows = PLAIN_COMMANDS.filter(([, command]) => command.group === group);
              return (
                <section key={group}>
                  <h3>{t(`group.${group}`)}</h3>
                  <dl>
                    {rows.map(([name, { label, keys }]) => (
                      <div key={name}>
                        <dt>{t(label)}</dt>
                        <dd>
                          {keys?.map((key) => (
                            <kbd key={key}>{keyCaps(key, onMac).join(' ')}</kbd>
                          ))}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              );
            })}
            <section>
              <h3>{t('shortcuts.canvas')}</h3>
              <dl>
                {CANVAS_KEYS.map(({ keys, label }) => (
                  <div key={label}>
                    <dt>{t(label)}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          </div>
          <footer>
            <label className="check">
              <input type="checkbox" checked={single} onChange={() => dispatch('singleKeys')} />
              <span>
                <b>{t('shortcuts.single')}</b>
                <span className="aside">{t('shortcuts.single.text')}</span>
              </span>
            </label>
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
