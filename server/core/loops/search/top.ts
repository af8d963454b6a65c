/** The best few of many, in memory for the few: a heap with the worst of them on top. */
export class Top<T> {
  readonly #heap: T[] = [];

  constructor(
    readonly limit: number,
    /** Below 0 where `a` is better. */
    readonly compare: (a: T, b: T) => number,
  ) {}

  get size(): number {
    return this.#heap.length;
  }

  /** The worst of those kept, once there are as many as are wanted. */
  get worst(): T | undefined {
    return this.#heap.length < this.limit ? undefined : this.#heap[0];
  }

  offer(item: T): void {
    const heap = this.#heap;
    if (heap.length < this.limit) {
      heap.push(item);
      this.#rise(heap.length - 1);
    } else if (heap[0] !== undefined && this.compare(item, heap[0]) < 0) {
      heap[0] = item;
      this.#sink();
    }
  }

  /** All that is kept, the best first. */
  sorted(): T[] {
    return [...this.#heap].sort(this.compare);
  }

  #worse(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    return x !== undefined && y !== undefined && this.compare(x, y) > 0;
  }

  #swap(a: number, b: number): void {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined || y === undefined) return;
    this.#heap[a] = y;
    this.#heap[b] = x;
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#worse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (this.#worse(child, worst)) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
