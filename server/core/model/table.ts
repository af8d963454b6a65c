/** Items of one kind that are gone through as often as needed, in memory or on a disk. An array is one. */
export type Table<T> = Iterable<T> & {
  readonly length: number;
  at(index: number): T | undefined;
};

/** A table that is being filled. What is put on it must be what JSON can say. */
export type Shelf<T> = Table<T> & { push(item: T): unknown };

/** Where items wait until all have come. */
export type Shelves = <T>() => Shelf<T>;
export const inMemory: Shelves = () => [];

/** A table whose items are made of another's each time that they are asked for. */
export const mapped = <T, U>(table: Table<T>, make: (item: T) => U): Table<U> => ({
  get length() {
    return table.length;
  },
  at: (index) => {
    const item = table.at(index);
    return item === undefined ? undefined : make(item);
  },
  *[Symbol.iterator]() {
    for (const item of table) yield make(item);
  },
});
