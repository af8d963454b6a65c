import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { ResultGraph, ResultParts } from '../../canvas/result-graph.ts';
import { say } from '../../commands/context.ts';
import { isArrow, towards } from '../../state/navigate.ts';
import { useApp } from '../app-context.tsx';

/** The keyboard on the picture of a result: arrows go from node to node, as on the canvas, and Enter opens. */
export function useGraphKeys(
  graph: RefObject<ResultGraph | undefined>,
  { nodes, relationships }: ResultParts,
  open: (id: string) => void,
) {
  const { context } = useApp();
  const cursor = useRef<string>(undefined);
  const goTo = (id: string) => {
    const node = nodes.find((one) => one.id === id);
    if (!node) return;
    cursor.current = id;
    graph.current?.mark(id);
    const count = relationships.filter(({ from, to }) => from === id || to === id).length;
    say(context, context.t('console.graph.at', { name: node.name, label: node.label, count }));
  };
  const reached = (): string | undefined => nodes.find(({ id }) => id === cursor.current)?.id;
  const onFocus = () => {
    const first = reached() ?? nodes[0]?.id;
    if (first !== undefined) goTo(first);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = reached();
    if (isArrow(event.key)) {
      event.preventDefault();
      const near = new Set(
        relationships.flatMap(({ from, to }) => (from === at ? [to] : to === at ? [from] : [])),
      );
      const next =
        at === undefined ? nodes[0]?.id : towards(graph.current?.places() ?? {}, at, event.key, near);
      if (next !== undefined) goTo(next);
    } else if (event.key === 'Enter' && at !== undefined) {
      event.preventDefault();
      open(at);
    }
  };
  return { onFocus, onKeyDown };
}
