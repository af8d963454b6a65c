/** What a piece of work tells while it goes on, as it tells it, and at the end what it comes to. */
export async function* heard<News, Result>(
  work: (hear: (news: News) => void) => Promise<Result>,
): AsyncGenerator<News, Result> {
  const news: News[] = [];
  let over = false;
  let wake = (): void => {};
  const result = work((one) => {
    news.push(one);
    wake();
  }).finally(() => {
    over = true;
    wake();
  });
  // Whoever stops listening is not there to catch it.
  result.catch(() => {});
  while (!over || news.length > 0) {
    yield* news.splice(0);
    if (!over && news.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (over || news.length > 0) resolve();
      });
  }
  return result;
}
