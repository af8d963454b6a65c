import type { Prepared } from '../question/prepare.ts';
import type { Rule } from '../question/rules.ts';
import { Teller } from '../telling/teller.ts';
import type { Companion, Stop } from '../walk/walk.ts';

/** Goes along with a search and notes what is inside loops, and how many loops go through each entity, without keeping any of them. */
export class Census implements Companion {
  found = 0;
  readonly teller: Teller;
  /** By number of the entity: how many loops go through it. */
  readonly through: Uint32Array;
  /** By number of the claim: 1 where a loop can be told with it. */
  readonly inside: Uint8Array;
  readonly #rules: Rule[];
  readonly #path: Int32Array;
  /** Steps that are in a loop with whatever claim they are told. */
  readonly #whole: Uint8Array;
  /** By number of the entity: the last loop that was counted for it, since a trail may come by again. */
  readonly #counted: Uint32Array;
  readonly #plain: boolean;

  constructor(
    readonly prepared: Prepared,
    stop: Stop,
  ) {
    const { flow, query, rules, couldGlue } = prepared;
    this.teller = new Teller(prepared, stop);
    this.through = new Uint32Array(flow.entities.length);
    this.inside = new Uint8Array(flow.claims.length);
    this.#counted = new Uint32Array(flow.entities.length);
    this.#whole = new Uint8Array(flow.steps.count);
    this.#path = new Int32Array(query.maxLength + 1);
    this.#rules = rules();
    this.#plain = !couldGlue && !this.teller.accept;
  }

  enter(depth: number, step: number, left: number): boolean {
    for (const rule of this.#rules) if (!rule.enter(depth, step, left)) return false;
    this.#path[depth] = step;
    return true;
  }

  close(depth: number, step: number): boolean {
    if (!this.prepared.lengths.has(depth + 1)) return true;
    for (const rule of this.#rules) if (!rule.closes(depth, step)) return true;
    this.#path[depth] = step;
    const walk = this.#path.subarray(0, depth + 1);
    // Two steps may be the two sides of one contract, and no loop.
    if (this.#plain && depth >= 2) {
      for (const each of walk) this.#whole[each] = 1;
      this.#count(walk);
    } else
      for (const { choices } of this.teller.tell(Array.from(walk, (each) => this.prepared.legs.step(each)))) {
        for (const legs of choices.values()) for (const { number } of legs) this.inside[number] = 1;
        this.#count(walk);
      }
    return true;
  }

  /** Marks the claims of steps that are inside as a whole. */
  settle(): void {
    const { flow, legs } = this.prepared;
    for (let step = 0; step < flow.steps.count; step++)
      if (this.#whole[step]) for (const { number } of legs.step(step).legs) this.inside[number] = 1;
  }

  #count(walk: Int32Array): void {
    const { from } = this.prepared.flow.steps;
    this.found += 1;
    for (const step of walk) {
      const entity = from[step] ?? 0;
      if (this.#counted[entity] === this.found) continue;
      this.#counted[entity] = this.found;
      this.through[entity] = (this.through[entity] ?? 0) + 1;
    }
  }
}
