import { connection } from '../api/http.ts';
import { heard, lost, nextAsk, reloaded } from '../state/server.ts';
import { type Context, say } from './context.ts';

/**
 * Asks the server now and then how it is. A server that is gone is asked with growing pauses until it answers; then what
 * failed is read again, and data that has changed in the meantime too. Returns how to end it.
 */
export function watchHealth(
  context: Context,
  { onBack, onReload }: { onBack: () => void; onReload: () => void },
): () => void {
  const { store, api, t } = context;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let asking = false;
  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    asking = true;
    const before = store.getState().server;
    try {
      const server = heard(await api('health', {}));
      failures = server.ready ? 0 : failures + 1;
      store.setState({ server: server.ready ? server : { ...server, reach: 'gone' } });
      if (server.ready && before.reach === 'gone') {
        say(context, t('banner.back'));
        onBack();
      }
      if (reloaded(before, server)) onReload();
    } catch {
      failures += 1;
      if (before.reach !== 'gone') say(context, t('banner.gone'));
      store.setState({ server: lost(before) });
    }
    asking = false;
    if (!ended) timer = setTimeout(ask, nextAsk(store.getState().server, failures));
  };
  const wake = () => void ask();
  // A call that met nobody is news, unless it is known already.
  const doubt = () => {
    if (!asking && store.getState().server.reach !== 'gone') void ask();
  };
  window.addEventListener('online', wake);
  connection.addEventListener('lost', doubt);
  void ask();
  return () => {
    ended = true;
    clearTimeout(timer);
    window.removeEventListener('online', wake);
    connection.removeEventListener('lost', doubt);
  };
}
