import type { Core, NodeSingular } from 'cytoscape';
import type { Point } from '../state/geometry.ts';

const MS = 420;
/** The most of the way that is gone between two frames: where frames are slow, one still sees where things go. */
const STRIDE = 0.25;
const eased = (share: number): number => 1 - (1 - share) ** 3;

/** Entities on their way to where they have been put, drawn frame by frame. */
export function createGlide(cy: Core) {
  let way:
    | { share: number; at: number; nodes: Map<string, { node: NodeSingular; from: Point; to: Point }> }
    | undefined;
  let frame = 0;

  const put = (share: number): void =>
    cy.batch(() => {
      for (const { node, from, to } of way?.nodes.values() ?? [])
        if (!node.removed())
          node.position({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    });
  const end = (): void => {
    cancelAnimationFrame(frame);
    if (!cy.destroyed()) put(1);
    way = undefined;
  };
  const step = (now: number): void => {
    if (!way || cy.destroyed()) return;
    way.share += Math.min(STRIDE, Math.max(0, now - way.at) / MS);
    way.at = now;
    if (way.share >= 1) end();
    else {
      put(eased(way.share));
      frame = requestAnimationFrame(step);
    }
  };
  // Who takes hold of something does not wait for the rest.
  cy.on('tapstart', end);

  return {
    /** Whether an entity is on its way to a place already. */
    isBound: (key: string, place: Point): boolean => {
      const to = way?.nodes.get(key)?.to;
      return to !== undefined && to.x === place.x && to.y === place.y;
    },
    /** It is put elsewhere meanwhile, and stays there. */
    drop: (key: string): void => void way?.nodes.delete(key),
    begin(moves: ReadonlyMap<NodeSingular, Point>): void {
      end();
      if (moves.size === 0) return;
      way = {
        share: 0,
        at: performance.now(),
        nodes: new Map(
          [...moves].map(([node, to]) => [node.id(), { node, from: { ...node.position() }, to }]),
        ),
      };
      frame = requestAnimationFrame(step);
    },
    /** Looks at everything where it will be. */
    arrived<T>(look: () => T): T {
      if (!way) return look();
      const { share } = way;
      put(1);
      const seen = look();
      put(eased(share));
      return seen;
    },
  };
}
