/** What is read is kept for a while, and one reading at a time is under way; a reading that fails is not kept. */
export function fresh<T>(read: () => Promise<T>, ms: number): () => Promise<T> {
  let held: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (held && performance.now() - held.at < ms) return held.value;
    const mine = { at: performance.now(), value: read() };
    held = mine;
    mine.value.catch(() => {
      if (held === mine) held = undefined;
    });
    return mine.value;
  };
}
