import { chosenBy } from '../state/datasets.ts';
import { nameOf } from '../state/format.ts';
import { withoutDataset } from '../state/history.ts';
import { viewIn } from '../state/store.ts';
import { refresh } from './boot.ts';
import { type Context, tell } from './context.ts';
import { faultText } from './faults.ts';

/** What a dataset is called, in either language. */
export type Names = { readonly nameEn: string; readonly nameZh: string };

const calledNow = ({ store }: Context, id: string): string => {
  const { served, prefs } = store.getState();
  const dataset = served.find((one) => one.id === id);
  return dataset ? nameOf(dataset, prefs.lang) : id;
};

export async function rename(context: Context, id: string, names: Names): Promise<void> {
  const { api, store, t } = context;
  try {
    const { dataset } = await api('datasetRename', { id, ...names });
    await refresh(context, viewIn(store.getState()).datasets);
    tell(context, t('said.datasetRenamed', { name: nameOf(dataset, store.getState().prefs.lang) }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}

/** Takes a dataset away; what was asked together with others is asked without it, and what was asked alone gives way to what is shown first. */
export async function remove(context: Context, id: string): Promise<void> {
  const { api, store, t } = context;
  const name = calledNow(context, id);
  try {
    await api('datasetRemove', { id });
    const { served, history } = store.getState();
    const left = viewIn({ history }).datasets.filter((one) => one !== id);
    const datasets =
      left.length > 0
        ? left
        : chosenBy(
            served.filter((one) => one.id !== id),
            'first',
          );
    await refresh(context, datasets);
    store.setState((state) => ({ history: withoutDataset(state.history, id) }));
    tell(context, t('said.datasetRemoved', { name }));
  } catch (thrown) {
    tell(context, faultText(t, thrown), 'warn');
  }
}
