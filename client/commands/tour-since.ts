import type { Driver, DriveStep } from 'driver.js';
import type { TextKey } from '../locales/index.ts';
import { usualCompare } from '../state/compare.ts';
import { allTime, type Time } from '../state/filters.ts';
import { entitiesOf } from '../state/loops.ts';
import { viewIn } from '../state/store.ts';
import { compareTo } from './comparing.ts';
import { type Context, change, say } from './context.ts';
import { datasetCommands } from './datasets.ts';
import { graphCommands } from './graph.ts';
import { queriesOf } from './queries.ts';
import { choose } from './select.ts';
import { tourLook } from './tour.ts';

const SINCE = 'ai-finance-2023-2026';

const show = ({ store }: Context): void =>
  store.setState(({ prefs }) => ({
    prefs: { ...prefs, leftOpen: true, rightOpen: true, legendOpen: true },
    tab: 'loops',
  }));

/** Looks at what followed, at one moment or all of it, and nothing compared. */
async function since(context: Context, time: Time = allTime): Promise<void> {
  await datasetCommands.datasetsRest.run(context, undefined);
  change(context, { command: 'tour' }, ({ compare: _ended, ...view }) => ({ ...view, time }));
}

/** The shortest loop between exactly these. */
function chooseLoop(context: Context, ids: readonly string[]): void {
  const { graph, loops } = context.store.getState();
  const names = ids
    .map((id) => `${SINCE}:${id}`)
    .sort()
    .join();
  const found = loops.find((loop) => !loop.exchange && [...entitiesOf(graph, loop)].sort().join() === names);
  if (found) choose(context, { kind: 'loop', id: found.id });
}

async function openClaim(context: Context, id: string): Promise<void> {
  const { claim } = await context.queries.fetchQuery(queriesOf(context.api).claim(`${SINCE}:${id}`));
  await graphCommands.openClaim.run(context, claim);
}

type Step = {
  at: string;
  key: Extract<TextKey, `since.${string}.title`>;
  text: TextKey;
  go: (context: Context) => Promise<void>;
};
/** From the loops of the article to those of 2025 and 2026: each step brings the view that it speaks of. */
const STEPS: readonly Step[] = [
  {
    at: '[data-tour="canvas"]',
    key: 'since.article.title',
    text: 'since.article.text',
    go: async (context) => {
      await datasetCommands.datasetsFirst.run(context, undefined);
      choose(context, { kind: 'none' });
    },
  },
  {
    at: '[data-tour="loops"]',
    key: 'since.followed.title',
    text: 'since.followed.text',
    go: async (context) => {
      await since(context);
      choose(context, { kind: 'none' });
    },
  },
  {
    at: '[data-tour="inspector"]',
    key: 'since.plan.title',
    text: 'since.plan.text',
    go: async (context) => {
      await since(context, { by: 'known', asOf: '2025-12-31' });
      chooseLoop(context, ['nvidia', 'openai']);
    },
  },
  {
    at: '[data-tour="inspector"]',
    key: 'since.off.title',
    text: 'since.off.text',
    go: async (context) => {
      await since(context);
      await openClaim(context, 'nvidia-openai-100bn-dropped-2026-02');
    },
  },
  {
    at: '[data-tour="canvas"]',
    key: 'since.shares.title',
    text: 'since.shares.text',
    go: async (context) => {
      await since(context);
      chooseLoop(context, ['amd', 'openai']);
    },
  },
  {
    at: '[data-tour="inspector"]',
    key: 'since.lenders.title',
    text: 'since.lenders.text',
    go: async (context) => {
      await since(context);
      chooseLoop(context, ['coreweave', 'magnetar']);
    },
  },
  {
    at: '[data-tour="inspector"]',
    key: 'since.compare.title',
    text: 'since.compare.text',
    go: async (context) => {
      const state = context.store.getState();
      await compareTo(context, usualCompare(state.served, viewIn(state).datasets));
    },
  },
];

/** Walks from the article's loops to those since. It can be left at any step, and started again. */
export async function startTourSince(context: Context): Promise<void> {
  const { t } = context;
  const [{ driver }] = await Promise.all([import('driver.js'), import('driver.js/dist/driver.css')]);
  show(context);
  let busy = false;
  /** The view comes first, then the words about it. */
  const move = async (tour: Driver, to: number): Promise<void> => {
    const step = STEPS[to];
    if (!step) return tour.destroy();
    if (busy) return;
    busy = true;
    try {
      await step.go(context);
      if (to === 0 && !tour.isActive()) tour.drive();
      else if (tour.isActive()) tour.moveTo(to);
      say(context, `${t(step.key)}. ${t(step.text)}`);
    } finally {
      busy = false;
    }
  };
  const tour = driver({
    ...tourLook(context),
    steps: STEPS.map(
      ({ at, key, text }): DriveStep => ({
        element: () => document.querySelector(at) ?? document.body,
        popover: { title: t(key), description: t(text) },
      }),
    ),
    onNextClick: () => void move(tour, (tour.getActiveIndex() ?? 0) + 1),
    onPrevClick: () => void move(tour, Math.max(0, (tour.getActiveIndex() ?? 0) - 1)),
  });
  await move(tour, 0);
}
