import type {
  Bottleneck,
  Order,
  Ordering,
  Reading,
  Returned,
  SharedLegs,
  Unknown,
  Weakest,
} from '../../model/loop.ts';
import type { ClaimType, Modality, Moves, Status } from '../../model/registry.ts';

/** Which loops are wanted. Whatever is absent asks for nothing. */
export type LoopQuery = {
  reading: Reading;
  /** Legs, from 2. */
  minLength: number;
  maxLength: number;
  /** Keys of entities that a loop must all pass through. */
  through?: string[] | undefined;
  /** Keys of entities that it must not pass through. */
  avoid?: string[] | undefined;
  /** Keys of claims that are taken out. */
  withoutClaims?: string[] | undefined;
  moves?: Moves[] | undefined;
  types?: ClaimType[] | undefined;
  /** What types the legs have, one after the other from some leg on, in the language of `pattern.ts`. */
  pattern?: string | undefined;
  exchanges: 'exclude' | 'include';
  /**
   * Only claims that can have been known by a date, or can have held on it: begun, and not known to be over. A date that stands for
   * several days, of the claim or of the query, passes if some of them do.
   */
  asOf?: { date: string; by: 'known' | 'holding' } | undefined;
  /** `ordered`: the legs happened in turn; `window`: they can have happened at most so many days from each other. */
  time?: { mode: 'ordered' } | { mode: 'window'; days: number } | undefined;
  leastStatus?: Status | undefined;
  leastModality?: Modality | undefined;
  statedOnly?: boolean | undefined;
  /** Without a date: what others have called off takes part, too, for who asks what was there before. */
  calledOff?: boolean | undefined;
  /**
   * Each money leg has a known lump sum in one of these currencies (null: none is given) of at least so much, and there is such a leg.
   * Currencies are not compared: a sum in another one is as good as unknown.
   */
  leastBottleneck?: { currency: string | null; amount: number }[] | undefined;
  /**
   * Unknowns that pass where a constraint asks about them; otherwise what is not known passes none. For `ordered`, an unknown date then
   * passes unless what is known makes the order impossible.
   */
  unknown?: Unknown[] | undefined;
  /** Parts are taken for what they are `PART_OF`, where the claims that say so pass what is asked of claims. */
  rollUp?: boolean | undefined;
  /** `certainty` unless said otherwise: the surest first. `date`: the latest last leg first. */
  sortBy?: Ordering | undefined;
  /** For `bottleneck`, the largest first: in which currency. USD unless said otherwise; null: where none is given. */
  currency?: string | null | undefined;
  /** `best`: all loops are looked at for the best. `first`: as many as are wanted, in whatever order they are met. */
  find?: 'best' | 'first' | undefined;
  limit: number;
};

/** An end of a leg at which the loop goes on from a whole, as the entity that the claim names is part of it. */
export type RolledEnd = {
  end: 'from' | 'to';
  /** Key of the entity. */
  whole: string;
  /** Keys of the claims that say so, from the part on. */
  partOf: string[];
};

/** A row of the list: one loop, by keys of claims; the caller adds the claims themselves and their evidence. */
export type LoopRow = {
  id: string;
  reading: Reading;
  length: number;
  exchange: boolean;
  legs: { claim: string; alternatives: string[]; rolledUp: RolledEnd[] }[];
  combinations: number;
  bottleneck: Bottleneck;
  order: Order;
  returned: Returned | null;
  weakest: Weakest;
  restsOn: string[];
};

export type LoopRows = { rows: LoopRow[]; truncated: boolean; reason?: 'limit' | 'time' | 'combinations' };

/**
 * How far a search has come: loops are searched for from one start after the other, those with most claims first, in a pass for short loops
 * and then in one or two for longer ones.
 */
export type Progress = {
  /** Loops found so far; at least so many where `counted` is false, as some that could not be among the best were passed over. */
  found: number;
  counted: boolean;
  starts: { done: number; total: number };
};

/** An answer with what was searched for it: where it is cut short by time, the starts not done are what was not searched. */
export type LoopSearch = LoopRows & Progress & { /** Of each row. */ shared: SharedLegs[] };

/** Who listens to a search. Nothing here knows a clock: who sends this on decides how often. */
export type Listeners = {
  /** With `find: 'first'`: each row as it is found. */
  onFound?: ((row: LoopRow) => void) | undefined;
  /** Now and then, at least once a start; `best` makes the rows that are the best so far. */
  onProgress?: ((progress: Progress, best: () => LoopRow[]) => void) | undefined;
};
