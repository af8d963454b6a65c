import '@fontsource-variable/inter';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/panels.css';
import './styles/canvas.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { ApiError } from './api/errors.ts';
import { prepareIcons } from './canvas/icons.tsx';
import type { Context } from './commands/context.ts';
import { readFirst } from './commands/datasets.ts';
import { KIND_ICONS } from './components/kind-icon.tsx';
import { App } from './features/app.tsx';
import { AppProvider } from './features/app-context.tsx';
import { startTexts, translate } from './locales/index.ts';
import { type Address, viewOf } from './state/address.ts';
import type { CanvasPort } from './state/canvas-port.ts';
import { isEmbedded } from './state/embed.ts';
import { loadPrefs } from './state/prefs.ts';
import { type AppState, createAppStore } from './state/store.ts';

// zod would try `new Function`, which the content security policy forbids.
z.config({ jitless: true });

type Start = Pick<Context, 'api' | 'files'> & {
  /** What the page begins with. */
  readonly address: Address;
  /** What else is known from the start. */
  readonly state?: Partial<AppState>;
};

/** Puts the page together on a way to call operations: over HTTP, or in the page itself. */
export async function start({ api, files, address, state = {} }: Start): Promise<void> {
  const keeper = () => window.localStorage;
  const kept = loadPrefs(keeper, navigator.languages, window.innerWidth);
  const prefs = address.lang ? { ...kept, lang: address.lang } : kept;
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // A refusal stays a refusal; only what may pass is tried again.
        retry: (count, error) =>
          count < 2 &&
          error instanceof ApiError &&
          ['offline', 'unavailable', 'timeout'].includes(error.code),
        retryDelay: (count) => 400 * 2 ** count,
      },
    },
  });

  let canvas: CanvasPort | undefined;
  const store = createAppStore(prefs, viewOf(address));
  store.setState(state);
  const context: Context = { store, api, files, queries, canvas: () => canvas, keeper, t: translate };

  // Asked for at once, so that the answer comes while the page is put together; what fails here is told when it is asked again.
  if (address.snapshot === undefined) readFirst(context, address).catch(() => undefined);
  prepareIcons(KIND_ICONS);
  await startTexts(prefs.lang);
  const Page = isEmbedded(location.search) ? (await import('./features/embed/embedded.tsx')).Embedded : App;
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <QueryClientProvider client={queries}>
        <AppProvider
          context={context}
          attach={(port) => {
            canvas = port;
          }}
        >
          <Page address={address} />
        </AppProvider>
      </QueryClientProvider>,
    );
}
