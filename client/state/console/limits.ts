/** How far a query may go. What is not set is the server's own default. */
export const LIMITS = ['timeoutMs', 'maxRows', 'maxBytes'] as const;
export type LimitName = (typeof LIMITS)[number];
export type Limits = { readonly [Name in LimitName]?: number | undefined };
/** What the server gives, by default and at most. */
type Served = { readonly [Name in LimitName]: { readonly default: number; readonly max: number } };

/** In what a limit is put in: how many of ours make one of the reader's. */
const UNIT: Record<LimitName, number> = { timeoutMs: 1000, maxRows: 1, maxBytes: 1024 * 1024 };
export const inUnits = (name: LimitName, limit: number): number => limit / UNIT[name];

/** What a text in a field comes to, and what is wrong with it: what is used instead is the most there is, or the server's default. */
export function limitIn(name: LimitName, text: string, most: number) {
  if (text.trim() === '') return { limit: undefined };
  const value = Math.round(Number(text.replace(/[\s,_]/g, '')) * UNIT[name]);
  if (!(value > 0)) return { limit: undefined, fault: 'number' as const };
  return value > most ? { limit: most, fault: 'beyond' as const } : { limit: value };
}

/** Limits as they hold at a server: what was set at one that allows more is cut down. */
export function limitsAt(limits: Limits, served: Served | undefined): Limits {
  if (!served) return limits;
  const at = (name: LimitName) => Math.min(limits[name] ?? served[name].default, served[name].max);
  return { timeoutMs: at('timeoutMs'), maxRows: at('maxRows'), maxBytes: at('maxBytes') };
}
