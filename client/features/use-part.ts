import { type ComponentType, useEffect, useState } from 'react';

/** Between two attempts to load a part. */
const AGAIN_MS = 2_000;

/**
 * A part of the page that is loaded when it is first wanted; undefined until then. (React.lazy would hold what has come
 * back for 300 ms after showing nothing.)
 */
export function usePart<Props>(
  load: () => Promise<ComponentType<Props>>,
  wanted: boolean,
): ComponentType<Props> | undefined {
  const [part, setPart] = useState<ComponentType<Props>>();
  useEffect(() => {
    if (!wanted || part) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // What cannot be read while the server is away, which the page says by itself, is asked for until it is there.
    const read = () =>
      load().then(
        (loaded) => !left && setPart(() => loaded),
        () => {
          if (!left) timer = setTimeout(read, AGAIN_MS);
        },
      );
    void read();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [load, wanted, part]);
  return part;
}
