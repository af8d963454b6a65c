import type { Stop } from '../walk/walk.ts';

/** What hits every set, and how sure it is that nothing smaller does. */
export type Hitting = {
  /** Of one size; several only where they are exact. */
  solutions: number[][];
  /** Whether no smaller one exists; otherwise the one given was found greedily. */
  exact: boolean;
  /** No fewer than so many can do. */
  least: number;
  /** What it took of the budget. */
  looks: number;
};

type Sets = readonly (readonly number[])[];

/** The sets that say something: one that contains another is hit with it. */
function smallestOf(sets: Sets): number[][] {
  const rising = sets.map((set) => [...new Set(set)]).sort((a, b) => a.length - b.length);
  const kept: number[][] = [];
  const holders = new Map<number, number[][]>();
  for (const set of rising) {
    const members = new Set(set);
    const contained = set.some((member) =>
      holders.get(member)?.some((other) => other.every((one) => members.has(one))),
    );
    if (contained) continue;
    kept.push(set);
    for (const member of set) holders.set(member, [...(holders.get(member) ?? []), set]);
  }
  return kept;
}

/** The member of most sets first, again and again; what turns out not to be needed is dropped. */
export function greedy(sets: Sets): number[] {
  const chosen: number[] = [];
  for (let open = [...sets]; open.length > 0; ) {
    const counts = new Map<number, number>();
    for (const set of open) for (const member of set) counts.set(member, (counts.get(member) ?? 0) + 1);
    const [most] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
    chosen.push(most);
    open = open.filter((set) => !set.includes(most));
  }
  const needed = new Set(chosen);
  for (const member of chosen) {
    needed.delete(member);
    if (!sets.every((set) => set.some((one) => needed.has(one)))) needed.add(member);
  }
  return [...needed];
}

class Search {
  readonly solutions: number[][] = [];
  /** Sets looked at, which is what takes the time. */
  looks = 0;
  readonly #chosen = new Set<number>();
  readonly #barred = new Set<number>();
  readonly #weight = new Map<number, number>();

  constructor(
    readonly sets: Sets,
    readonly many: number,
    readonly budget: number,
    readonly stop: Stop,
  ) {
    for (const set of sets)
      for (const member of set) this.#weight.set(member, (this.#weight.get(member) ?? 0) + 1);
  }

  get spent(): boolean {
    return this.looks > this.budget || this.stop();
  }

  /** Sets no two of which share a member need a member each: no hitting is smaller. */
  packing(open: Sets): number {
    const used = new Set<number>();
    let count = 0;
    for (const set of open) {
      const free = set.filter((member) => !this.#barred.has(member));
      if (free.some((member) => used.has(member))) continue;
      for (const member of free) used.add(member);
      count += 1;
    }
    return count;
  }

  /** Looks for all hittings with at most `left` members more, as many as are wanted. */
  extend(left: number): void {
    this.looks += this.sets.length;
    if (this.spent || this.solutions.length >= this.many) return;
    const open = this.sets.filter((set) => !set.some((member) => this.#chosen.has(member)));
    if (open.length === 0) {
      this.solutions.push([...this.#chosen].sort((a, b) => a - b));
      return;
    }
    if (this.packing(open) > left) return;
    const choices = (set: readonly number[]): number[] => set.filter((member) => !this.#barred.has(member));
    const narrowest = open.map(choices).reduce((best, set) => (set.length < best.length ? set : best));
    narrowest.sort((a, b) => (this.#weight.get(b) ?? 0) - (this.#weight.get(a) ?? 0));
    // What was tried is barred from what is tried after it, so that each hitting is met once.
    for (const member of narrowest) {
      this.#chosen.add(member);
      this.extend(left - 1);
      this.#chosen.delete(member);
      this.#barred.add(member);
    }
    for (const member of narrowest) this.#barred.delete(member);
  }
}

/**
 * The smallest choices of numbers of which each set has at least one (minimum hitting set, NP-hard): branch and bound, one size after the
 * other, up to a budget of looks at a set, or until it is stopped; past that the greedy choice, with the size up to which there is none.
 */
export function smallestHitting(
  sets: Sets,
  { many, budget, stop = () => false }: { many: number; budget: number; stop?: Stop },
): Hitting {
  const small = smallestOf(sets);
  if (small.length === 0) return { solutions: [[]], exact: true, least: 0, looks: 0 };
  const choice = greedy(small);
  const search = new Search(small, many, budget, stop);
  for (let size = search.packing(small); size <= choice.length; size++) {
    search.extend(size);
    const { solutions, looks } = search;
    if (solutions.length > 0) return { solutions, exact: true, least: size, looks };
    if (search.spent) return { solutions: [choice], exact: size === choice.length, least: size, looks };
  }
  return { solutions: [choice], exact: true, least: choice.length, looks: search.looks };
}
