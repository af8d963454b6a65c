import type { Widths } from '../view.ts';
import type { Flow } from './flows.ts';

/** The least that can be told from a line without a ribbon. */
export const LEAST = 4;
/** A sum that cannot be set beside the others: it is drawn as an outline, its width saying nothing. */
const OFF_SCALE = 9;

export type Scale = {
  readonly widths: Widths;
  /** The one currency whose sums are compared by width; undefined where no sum is known. */
  readonly currency: string | null | undefined;
  /** Sums from which on ribbons are wider than the least. */
  readonly from: number;
  /** A few sums to read the widths by, falling. */
  readonly samples: readonly { readonly value: number; readonly width: number }[];
  /** The width of a flow; `banded` is false where it has no ribbon, `measured` where its width says nothing. */
  widthOf(flow: Pick<Flow, 'size'>): { width: number; banded: boolean; measured: boolean };
};

/** The currency that most sums are in; of several the first by name, so that the picture does not depend on an order. */
function commonest(flows: readonly Flow[]): string | null | undefined {
  const counts = new Map<string | null, number>();
  for (const { size } of flows)
    if (size.kind === 'known') counts.set(size.currency, (counts.get(size.currency) ?? 0) + 1);
  return [...counts].sort(
    ([a, x], [b, y]) => Number(a === null) - Number(b === null) || y - x || ((a ?? '') < (b ?? '') ? -1 : 1),
  )[0]?.[0];
}

/** 1, 2 or 5 times a power of ten, at most `value`. */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
}

/** How wide ribbons are: the largest sum is `most` wide, and what is known is never narrower than the least. */
export function scaleOf(flows: readonly Flow[], widths: Widths, most: number): Scale {
  const currency = commonest(flows);
  const sums = flows.flatMap(({ size }) =>
    size.kind === 'known' && size.currency === currency && size.value > 0 ? [size.value] : [],
  );
  const [high, low] = [Math.max(...sums), Math.min(...sums)];
  const decades = Math.max(1, Math.log10(high / low));
  const widthOf = (value: number): number => {
    const share = widths === 'linear' ? value / high : 1 + Math.log10(value / high) / decades;
    // By the logarithm the smallest is as narrow as can be; in proportion, whatever would be narrower is.
    return widths === 'linear'
      ? Math.max(LEAST, most * share)
      : LEAST + (most - LEAST) * Math.min(1, Math.max(0, share));
  };
  const top = sums.length > 0 ? round(high) : 0;
  return {
    widths,
    currency,
    from: widths === 'linear' ? (high * LEAST) / most : low,
    samples: [...new Set([top, round(top / 4 || 1), round(top / 20 || 1)])]
      .filter((value) => sums.length > 0 && (value === top || widthOf(value) > LEAST))
      .map((value) => ({ value, width: widthOf(value) })),
    widthOf({ size }) {
      if (size.kind !== 'known') return { width: 0, banded: false, measured: false };
      if (size.currency !== currency || size.value <= 0)
        return { width: OFF_SCALE, banded: true, measured: false };
      return { width: widthOf(size.value), banded: true, measured: true };
    },
  };
}
