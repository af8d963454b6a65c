import { Check, Database, Undo2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps } from 'react';
import { COMMANDS, canRun, type PlainName } from '../commands/registry.ts';
import { THEME_ICONS } from '../commands/settings.ts';
import { didText } from '../commands/view.ts';
import { Button } from '../components/button.tsx';
import { useText } from '../locales/index.ts';
import { among, choiceOf, choicesOf, chosenBy, type ServedDataset, sameDatasets } from '../state/datasets.ts';
import { nameOf } from '../state/format.ts';
import { THEMES } from '../state/prefs.ts';
import { viewIn } from '../state/store.ts';
import { useApp, useAppState, useLang } from './app-context.tsx';
import { shortcutText } from './command-button.tsx';
import type { MenuEntry } from './menu-entries.ts';

/** A command as an entry of a menu. */
function CommandItem({ name }: { name: PlainName }) {
  const { dispatch } = useApp();
  const t = useText();
  const enabled = useAppState((state) => canRun(name, state));
  const { icon: Icon, label } = COMMANDS[name];
  const keys = shortcutText(name);
  const refused = useAppState((state) => (enabled ? undefined : COMMANDS[name].refused?.(state)));
  const pressed = useAppState((state) => COMMANDS[name].pressed?.(state));
  const inside = (
    <>
      <Icon size={15} aria-hidden="true" />
      {refused ? (
        <span className="menu-text">
          <span>{t(label)}</span>
          <span className="menu-about">{t(refused)}</span>
        </span>
      ) : (
        <span>{t(label)}</span>
      )}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </>
  );
  const entry = {
    className: 'menu-item',
    disabled: !enabled,
    onSelect: () => dispatch(name),
    'data-command': name,
    ...(refused ? { title: t(refused) } : {}),
  };
  return pressed === undefined ? (
    <DropdownMenu.Item {...entry}>{inside}</DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem {...entry} checked={pressed}>
      {inside}
      <DropdownMenu.ItemIndicator>
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
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

const STEPS_SHOWN = 15;

/** The steps that can be undone, the last one first: choosing one goes back to before it. */
function HistoryItems() {
  const { context, dispatch } = useApp();
  const t = useText();
  const state = useAppState((now) => now);
  const { past } = state.history;
  if (past.length === 0)
    return (
      <DropdownMenu.Item className="menu-item" disabled>
        <Undo2 size={15} aria-hidden="true" />
        <span>{t('history.none')}</span>
      </DropdownMenu.Item>
    );
  return [...past.slice(-STEPS_SHOWN).entries()].reverse().map(([at, { label }]) => {
    const steps = Math.min(past.length, STEPS_SHOWN) - at;
    const what = didText(context, label, state);
    return (
      <DropdownMenu.Item
        key={`${past.length - steps}`}
        className="menu-item"
        onSelect={() => dispatch('undoSteps', steps)}
        aria-label={`${t('history.back')} ${what}`}
        data-steps={steps}
      >
        <Undo2 size={15} aria-hidden="true" />
        <span>{what}</span>
      </DropdownMenu.Item>
    );
  });
}

const CHOOSE = { first: 'datasetsFirst', rest: 'datasetsRest', all: 'datasetsAll' } as const;

/** Which datasets are asked about: each choice with the names, sizes and versions of what is in it. */
function DatasetItems() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const served = useAppState((state) => state.served);
  const chosen = useAppState((state) => state.reading ?? viewIn(state).datasets);
  const choices = choicesOf(served);
  const about = (datasets: readonly ServedDataset[]) =>
    datasets.map((dataset) => (
      <span key={dataset.id} className="menu-about">
        <span>{nameOf(dataset, lang)}</span>
        <span>
          {t('datasets.counts', { entities: dataset.counts.entities, claims: dataset.counts.claims })}
          {' · '}
          {t('datasets.version', { version: dataset.version.slice(0, 8) })}
        </span>
      </span>
    ));
  // Beyond the article and what followed, datasets are chosen one by one.
  const single = served.length > 2 ? served : served.filter(({ own }) => own);
  return (
    <>
      {choices.map((choice) => {
        const { icon: Icon, label } = COMMANDS[CHOOSE[choice]];
        const keys = shortcutText(CHOOSE[choice]);
        return (
          <DropdownMenu.CheckboxItem
            key={choice}
            className="menu-item tall"
            checked={choiceOf(served, chosen) === choice}
            onCheckedChange={() => dispatch(CHOOSE[choice])}
            data-command={CHOOSE[choice]}
          >
            <Icon size={15} aria-hidden="true" />
            <span className="menu-text">
              <b>{t(label)}</b>
              {choice !== 'all' && about(among(served, chosenBy(served, choice)))}
              {choice === 'all' && <span className="menu-about">{t('datasets.all.text')}</span>}
            </span>
            {keys !== undefined && <kbd>{keys}</kbd>}
            <span className="menu-tick">
              <DropdownMenu.ItemIndicator>
                <Check size={14} aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </span>
          </DropdownMenu.CheckboxItem>
        );
      })}
      {single.map((dataset) => (
        <DropdownMenu.CheckboxItem
          key={dataset.id}
          className="menu-item tall"
          checked={sameDatasets(chosen, [dataset.id])}
          onCheckedChange={() => dispatch('datasets', [dataset.id])}
          data-dataset={dataset.id}
        >
          <Database size={15} aria-hidden="true" />
          <span className="menu-text">
            <b>{nameOf(dataset, lang)}</b>
            {dataset.own && (
              <span className="menu-about">
                <span>{t('datasets.own')}</span>
                <span>
                  {t('datasets.counts', { entities: dataset.counts.entities, claims: dataset.counts.claims })}
                </span>
              </span>
            )}
          </span>
        </DropdownMenu.CheckboxItem>
      ))}
    </>
  );
}

type Props = {
  button: ComponentProps<typeof Button>;
  entries: readonly MenuEntry[];
  side: 'bottom' | 'left';
  align: 'start' | 'end';
  testId: string;
};

/** A menu with its button; it is open when it first appears, as it is loaded by being asked for. */
export function Menu({ button, entries, side, align, testId }: Props) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <Button {...button} data-testid={testId} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" side={side} align={align} sideOffset={6} collisionPadding={8}>
        {entries.map((entry, index) =>
          entry === 'line' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and entries never move
            <DropdownMenu.Separator key={`line ${index}`} className="menu-line" />
          ) : entry === 'themes' ? (
            <ThemeItems key={entry} />
          ) : entry === 'datasets' ? (
            <DatasetItems key={entry} />
          ) : entry === 'history' ? (
            <HistoryItems key={entry} />
          ) : (
            <CommandItem key={entry} name={entry} />
          ),
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
