import type { Group } from '../commands/context.ts';
import { CANVAS_KEYS, keyCaps } from '../commands/keyboard.ts';
import { PLAIN_COMMANDS } from '../commands/registry.ts';
import { useText } from '../locales/index.ts';
import { useApp, useAppState } from './app-context.tsx';
import { onMac } from './command-button.tsx';
import { Dialog } from './dialog.tsx';

const GROUPS: readonly Group[] = [...new Set(PLAIN_COMMANDS.map(([, { group }]) => group))];

/** Every command with its shortcut, read from the registry of commands. */
export function ShortcutsDialog() {
  const { dispatch } = useApp();
  const t = useText();
  const single = useAppState(({ prefs }) => prefs.keys);
  return (
    <Dialog title={t('shortcuts.title')} testId="shortcuts" look="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="dialog-body" tabIndex={0} aria-label={t('shortcuts.title')}>
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
      </section>
      <footer>
        <label className="check">
          <input type="checkbox" checked={single} onChange={() => dispatch('singleKeys')} />
          <span>
            <b>{t('shortcuts.single')}</b>
            <span className="aside">{t('shortcuts.single.text')}</span>
          </span>
        </label>
      </footer>
    </Dialog>
  );
}
