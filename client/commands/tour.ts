import type { Config, DriveStep } from 'driver.js';
import { longest } from '../state/loops.ts';
import { viewIn } from '../state/store.ts';
import { type Context, say } from './context.ts';
import { choose } from './select.ts';
import { show } from './stage.ts';

/** The part of the page that a step points at, and its words. */
const STEPS = [
  { at: '[data-tour="canvas"]', key: 'tour.invest' },
  { at: '[data-tour="loops"]', key: 'tour.loops' },
  { at: '[data-tour="inspector"]', key: 'tour.chain' },
  { at: '[data-tour="legend"]', key: 'tour.doubt' },
  { at: '[data-tour="search"]', key: 'tour.search' },
] as const;

/** How a tour looks and speaks. */
export const tourLook = ({ t }: Pick<Context, 't'>): Config => ({
  showProgress: true,
  animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  progressText: t('tour.progress', { k: '{{current}}', n: '{{total}}' }),
  nextBtnText: t('tour.next'),
  prevBtnText: t('tour.previous'),
  doneBtnText: t('tour.done'),
  popoverClass: 'tour',
  // Its <header> and <footer> would pass for those of the page.
  onPopoverRender: ({ title, footer }) => {
    title.setAttribute('role', 'none');
    footer.setAttribute('role', 'group');
  },
  overlayOpacity: 0.35,
  stagePadding: 6,
  stageRadius: 10,
});

/** Walks through the article's argument. driver.js is loaded only now; it can be left at any step, and started again. */
export async function startTour(context: Context): Promise<void> {
  const { store, t } = context;
  const [{ driver }] = await Promise.all([import('driver.js'), import('driver.js/dist/driver.css')]);
  store.setState(({ prefs }) => ({
    prefs: { ...prefs, toured: true, leftOpen: true, rightOpen: true, legendOpen: true },
    tab: 'loops',
  }));
  show(context, 'graph');
  const steps = STEPS.filter(({ at }) => document.querySelector(at)).map(
    ({ at, key }): DriveStep => ({
      element: at,
      popover: { title: t(`${key}.title`), description: t(`${key}.text`) },
      onHighlightStarted: () => {
        say(context, `${t(`${key}.title`)}. ${t(`${key}.text`)}`);
        if (key === 'tour.chain') {
          const chain = longest(store.getState().loops.filter(({ exchange }) => !exchange));
          const { selection } = viewIn(store.getState());
          if (chain && selection.kind !== 'loop') choose(context, { kind: 'loop', id: chain.id });
        }
      },
    }),
  );
  driver({ ...tourLook(context), steps }).drive();
}
