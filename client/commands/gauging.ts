import type { StoredClaim, StoredEntity } from '../../server/core/model/stored.ts';
import { merged } from '../state/graph.ts';
import { gaugesIn, isNetwork, type NetworkGauge, partsOf } from '../state/looks/gauges.ts';
import { type Levels, type Network, networkOf } from '../state/looks/levels.ts';
import { type AppState, viewIn } from '../state/store.ts';
import type { NetworkAnswer, NetworkJob } from '../workers/networks.ts';
import { type Context, say } from './context.ts';
import { queriesOf } from './queries.ts';

const same = (a: Network, b: Network): boolean =>
  a.keys.length === b.keys.length &&
  a.links.length === b.links.length &&
  a.keys.every((key, at) => key === b.keys[at]) &&
  a.links.every(([from, to], at) => from === b.links[at]?.[0] && to === b.links[at]?.[1]);

/** Has a worker work one gauge out. */
async function workOut(job: NetworkJob, signal: AbortSignal): Promise<Levels> {
  const { run } = await import('../workers/run.ts');
  const worker = new Worker(new URL('../workers/network.worker.ts', import.meta.url), { type: 'module' });
  const values = await run<NetworkJob, NetworkAnswer>(worker, job, { signal });
  return new Map(job.keys.map((key, at) => [key, { value: values[at] ?? 0 }]));
}

/** Takes metrics in with what they measure, so that what is drawn by them knows them. */
export const learnt = (
  { graph }: Pick<AppState, 'graph'>,
  metrics: readonly { metric: StoredEntity; claim: StoredClaim }[],
): Pick<AppState, 'graph'> => ({
  graph: merged(graph, {
    entities: metrics.map(({ metric }) => metric),
    claims: metrics.map(({ claim }) => claim),
  }),
});

/** Works out what size and colour need of the network, whenever another is shown, and reads the metrics that they need. */
export function followLooks(context: Context): () => void {
  const { store, queries, api, t } = context;
  /** What the levels in the store are of, and what is being worked out. */
  let worked: Network | undefined;
  let running: { readonly network: Network; readonly stop: AbortController } | undefined;

  async function work(network: Network, gauges: readonly NetworkGauge[]): Promise<void> {
    const mine = { network, stop: new AbortController() };
    running = mine;
    try {
      for (const gauge of gauges) {
        store.setState({ gauging: gauge });
        const levels = await workOut({ ...network, gauge }, mine.stop.signal);
        const before = worked && same(worked, network) ? store.getState().networks : {};
        worked = network;
        store.setState({ networks: { ...before, [gauge]: levels } });
      }
      say(context, t('said.gauged'));
    } catch (thrown) {
      if (!mine.stop.signal.aborted) throw thrown;
    } finally {
      if (running === mine) {
        running = undefined;
        store.setState({ gauging: undefined });
      }
    }
  }

  function check(): void {
    const state = store.getState();
    const view = viewIn(state);
    const wanted = gaugesIn(view.looks).filter(isNetwork);
    if (wanted.length === 0) {
      running?.stop.abort();
      return;
    }
    const network = networkOf(state.graph, view);
    const fresh = worked !== undefined && same(worked, network);
    const missing = wanted.filter((gauge) => !fresh || state.networks[gauge] === undefined);
    if (running && same(running.network, network) && missing.includes(state.gauging ?? 'pagerank')) return;
    running?.stop.abort();
    if (missing.length > 0 && network.keys.length > 0) void work(network, missing).catch(reportError);
  }

  async function learn(datasets: readonly string[]): Promise<void> {
    try {
      const { metrics } = await queries.fetchQuery(queriesOf(api).metrics(datasets));
      store.setState((state) => learnt(state, metrics));
    } catch {
      // Asked for again with the next change; until then what is not loaded is unknown, and said so.
    }
  }

  const follow = (state: AppState, before?: AppState): void => {
    const [now, then] = [viewIn(state), before && viewIn(before)];
    const { looks, placed, filters, time, datasets } = now;
    const changed =
      looks !== then?.looks ||
      placed !== then.placed ||
      filters !== then.filters ||
      time !== then.time ||
      state.graph !== before?.graph;
    if (!changed) return;
    check();
    const measured = gaugesIn(looks).some((gauge) => partsOf(gauge).of === 'metric');
    if (measured && (looks !== then?.looks || datasets !== then.datasets || placed !== then.placed))
      void learn(datasets);
  };
  follow(store.getState());
  return store.subscribe(follow);
}
