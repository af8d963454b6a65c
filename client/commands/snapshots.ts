import { saveSnapshot } from '../api/snapshots.ts';
import { fragmentOf, LONGEST, startOf, writeParts } from '../state/address.ts';
import { viewIn } from '../state/store.ts';
import type { Context } from './context.ts';

/**
 * The address of the view as it is handed on: itself while it is short, else one that names a snapshot on the server. Where that takes
 * none, the long one does the same.
 */
export async function shortened({ store, api }: Context): Promise<string> {
  const state = store.getState();
  const { lang } = state.prefs;
  const long = fragmentOf(lang, writeParts(viewIn(state), startOf(state)));
  if (long.length <= LONGEST || !state.server.writable) return long;
  const parts = writeParts(viewIn(state), { datasets: [], places: {} });
  try {
    return fragmentOf(lang, { view: await saveSnapshot(api, { format: 1, parts }) });
  } catch {
    return long;
  }
}
