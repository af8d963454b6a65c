/** Characters that are held at most: enough that a line more costs little, few enough that the first are soon on their way. */
const FULL = 16 * 1024;

/**
 * Between who makes lines and who sends them on. What comes within a turn of the event loop goes on together; who makes them waits
 * once it is full, and none waits for others longer than a turn.
 */
export class Sluice {
  #held = '';
  #closed = false;
  #turn: NodeJS.Immediate | undefined;
  #taker: ((lines: string) => void) | undefined;
  #maker: (() => void) | undefined;

  /** A promise only where the maker must wait. */
  add(line: string): Promise<void> | undefined {
    if (this.#closed) return;
    this.#held += this.#held === '' ? line : `\n${line}`;
    if (this.#held.length < FULL) {
      this.#turn ??= setImmediate(() => this.flush());
      return;
    }
    this.flush();
    if (this.#held === '') return;
    return new Promise((resolve) => {
      this.#maker = resolve;
    });
  }

  /** What is held goes on without waiting for more. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    if (!this.#taker || (this.#held === '' && !this.#closed)) return;
    const [taker, lines] = [this.#taker, this.#held];
    this.#taker = undefined;
    this.#held = '';
    taker(lines);
    this.#maker?.();
    this.#maker = undefined;
  }

  /** Lines that have come; an empty text once it is closed and all are taken. One asks at a time. */
  take(): Promise<string> {
    return new Promise((resolve) => {
      this.#taker = resolve;
      if (this.#held.length >= FULL || this.#closed) this.flush();
      else if (this.#held !== '') this.#turn ??= setImmediate(() => this.flush());
    });
  }

  /** What is still held, for who waits no longer. */
  rest(): string {
    const lines = this.#held;
    this.#held = '';
    return lines;
  }

  /** Nothing more is made, or nothing more is wanted. */
  close(): void {
    this.#closed = true;
    this.flush();
    this.#maker?.();
    this.#maker = undefined;
  }
}
