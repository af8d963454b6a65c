import type { ComponentType } from 'react';
import type { DockTab } from '../../state/prefs.ts';
import { usePart } from '../use-part.ts';

/** What the tabs of the dock load when they are first opened. A tab that is not here does not show. */
const PARTS: Partial<Record<DockTab, () => Promise<ComponentType>>> = {
  timeline: () => import('../timeline/timeline.tsx').then((module) => module.Timeline),
  console: () => import('../console/console.tsx').then((module) => module.Console),
};
export const hasPart = (tab: DockTab): boolean => PARTS[tab] !== undefined;
const nothing = () => Promise.reject(new Error('This tab has no content.'));

/** What a tab holds, while it is open. */
export function DockPart({ tab, open }: { tab: DockTab; open: boolean }) {
  const Content = usePart(PARTS[tab] ?? nothing, open);
  return Content && open ? <Content /> : null;
}
