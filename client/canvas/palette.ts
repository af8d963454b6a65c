import type { Moves } from '../../server/core/model/registry.ts';
import type { NodeClass } from '../state/encode.ts';
import type { Tone } from '../state/looks/scale.ts';

/** The colours of the moment, read from the same CSS variables that the rest of the page uses. */
export type Palette = {
  ink: string;
  ink3: string;
  panel: string;
  canvas: string;
  accent: string;
  accentSoft: string;
  moves: Record<Moves, string>;
  kind: (of: NodeClass) => string;
  tone: (of: Tone) => string;
};

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read('ink'),
    ink3: read('ink3'),
    panel: read('panel'),
    canvas: read('canvas'),
    accent: read('accent'),
    accentSoft: read('accent-bg'),
    moves: {
      money: read('money'),
      goods: read('goods'),
      collateral: read('collateral'),
      equity: read('equity'),
      guarantee: read('guarantee'),
      nothing: read('none'),
    },
    kind: (of) => read(`kind-${of}`),
    tone: (of) => read(`tone-${of}`),
  };
}
