import { useEffect, useState, useSyncExternalStore } from 'react';
import { type ApiError, asApiError } from '../api/errors.ts';
import { boot, keepInStep, reload } from '../commands/boot.ts';
import { watchHealth } from '../commands/health.ts';
import { commandFor, isTyping } from '../commands/keyboard.ts';
import type { PlainName } from '../commands/registry.ts';
import { changeLanguage, useText } from '../locales/index.ts';
import type { Address } from '../state/address.ts';
import { useApp, useAppState, useLang } from './app-context.tsx';

/** Whether a media query holds, now and later. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listen) => {
      const media = matchMedia(query);
      media.addEventListener('change', listen);
      return () => media.removeEventListener('change', listen);
    },
    () => matchMedia(query).matches,
  );
}

/** Puts language and theme where the browser and the style sheets look for them. Gives the theme in force. */
export function useAppearance(): string {
  const t = useText();
  const lang = useLang();
  const theme = useAppState(({ prefs }) => prefs.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const now = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  const root = document.documentElement;
  // Before children read the colours, hence not in an effect: theirs run first.
  if (root.dataset.theme !== now) root.dataset.theme = now;
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-Hant' : 'en';
    changeLanguage(lang).catch(reportError);
  }, [lang]);
  useEffect(() => {
    document.title = t('app.title');
  });
  return now;
}

/** What Ctrl or ⌘ reaches from where one types, too. Undo there is the field's own. */
const FROM_FIELDS: readonly PlainName[] = ['palette', 'views', 'consoleRun', 'consoleCancel'];

/** Shortcuts from anywhere but where one types. */
export function useShortcuts(): void {
  const { context, dispatch } = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = commandFor(event, context.store.getState());
      if (name === undefined) return;
      const mod = event.ctrlKey || event.metaKey;
      if (isTyping(event.target) && !(mod && FROM_FIELDS.some((one) => one === name))) return;
      event.preventDefault();
      dispatch(name);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [context, dispatch]);
}

export type PageState = 'loading' | 'ready' | 'failed';

/** Starts the page once, watches the server, and starts again when it comes back after a failed start. */
export function usePage(address: Address): {
  state: PageState;
  /** Why the first picture did not come. */
  fault: ApiError | undefined;
  retry: () => void;
} {
  const { context } = useApp();
  const [state, setState] = useState<PageState>('loading');
  const [fault, setFault] = useState<ApiError>();
  const [round, setRound] = useState(0);
  useEffect(() => keepInStep(context), [context]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is another try
  useEffect(() => {
    let left = false;
    boot(context, address).then(
      () => !left && setState('ready'),
      (thrown) => {
        // What is no answer of the server is a defect of ours, and must not hide behind "try again".
        if (!(thrown instanceof Error && thrown.name === 'ApiError')) reportError(thrown);
        if (left) return;
        setFault(asApiError(thrown));
        setState('failed');
      },
    );
    return () => {
      left = true;
    };
  }, [context, round]);
  const retry = () => {
    setState('loading');
    setFault(undefined);
    setRound((now) => now + 1);
  };
  useEffect(
    () =>
      watchHealth(context, {
        onBack: () => {
          setState((now) => {
            if (now === 'failed') setRound((before) => before + 1);
            return now;
          });
          void context.queries.refetchQueries({ predicate: ({ state: of }) => of.status === 'error' });
        },
        onReload: () => void reload(context).catch(reportError),
      }),
    [context],
  );
  return { state, fault: state === 'failed' ? fault : undefined, retry };
}
