import { z } from 'zod';

/** What is worked out from the whole of what is shown: it takes its time, and a worker. */
export const NETWORK_GAUGES = ['pagerank', 'betweenness', 'community'] as const;
export type NetworkGauge = (typeof NETWORK_GAUGES)[number];
/** The currency of sums whose source names none. */
export const NO_CURRENCY = 'none';

/**
 * What entities can be sized and coloured by, in the words of an address: how many others each is joined to, what of a currency comes in
 * or goes out, a series of metrics of the data (`metrics.ts` names those), or a place in the network.
 */
const GAUGE = /^(?:degree|pagerank|betweenness|community|(?:in|out):(?:[A-Z]{3}|none)|metric:[^\n]{1,300})$/;
export type Gauge = 'degree' | NetworkGauge | `in:${string}` | `out:${string}` | `metric:${string}`;
export const Gauge = z.custom<Gauge>((text) => typeof text === 'string' && GAUGE.test(text));
/** Communities have no more and less: they have a colour, and no size. */
export type SizeGauge = Exclude<Gauge, 'community'>;
export const SizeGauge = Gauge.pipe(z.custom<SizeGauge>((text) => text !== 'community'));

export const isNetwork = (gauge: Gauge): gauge is NetworkGauge => NETWORK_GAUGES.some((one) => one === gauge);

/** A gauge, taken apart. */
export type GaugeParts =
  | { readonly of: 'degree' | NetworkGauge }
  | { readonly of: 'in' | 'out'; readonly currency: string }
  | { readonly of: 'metric'; readonly series: string };
export function partsOf(gauge: Gauge): GaugeParts {
  if (gauge === 'degree' || isNetwork(gauge)) return { of: gauge };
  const colon = gauge.indexOf(':');
  const rest = gauge.slice(colon + 1);
  if (gauge.startsWith('metric:')) return { of: 'metric', series: rest };
  return { of: gauge.startsWith('in:') ? 'in' : 'out', currency: rest === NO_CURRENCY ? '' : rest };
}
export const flowGauge = (way: 'in' | 'out', currency: string): SizeGauge =>
  `${way}:${currency === '' ? NO_CURRENCY : currency}`;

/** How entities look: absent is as ever, all of one size and coloured by kind. */
export type Looks = { readonly size?: SizeGauge; readonly colour?: Gauge };
/** The gauges in use, each once. */
export const gaugesIn = ({ size, colour }: Looks): Gauge[] => [
  ...new Set([size, colour].flatMap((gauge) => gauge ?? [])),
];
