import { type ComponentType, useEffect, useState } from 'react';

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
    load().then((loaded) => !left && setPart(() => loaded), reportError);
    return () => {
      left = true;
    };
  }, [load, wanted, part]);
  return part;
}
