import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { say } from '../../commands/context.ts';
import { claimTitle, entityName } from '../../commands/names.ts';
import { classText, nodeClass } from '../../state/encode.ts';
import { claimKey, claimsAmong, claimsOf, entityAt, neighboursOf } from '../../state/graph.ts';
import { isArrow, stepThrough, towards } from '../../state/navigate.ts';
import { viewIn } from '../../state/store.ts';
import { useApp } from '../app-context.tsx';

const PAN = 70;
const PANS = { ArrowRight: [-PAN, 0], ArrowLeft: [PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] } as const;

/**
 * The keyboard on the canvas: arrows go from entity to entity, N and ⇧N through the claims of the one reached, Enter
 * opens, Space takes into the selection. What is reached is said; nothing is selected before that.
 */
export function useCanvasKeys() {
  const { context, dispatch } = useApp();
  const [claim, setClaim] = useState<string>();
  const { store, t, canvas } = context;

  const goTo = (key: string) => {
    setClaim(undefined);
    store.setState({ cursor: key });
    canvas()?.reveal([key]);
    const { graph, prefs, history } = store.getState();
    const entity = entityAt(graph, key);
    if (!entity) return;
    const own = claimsOf(graph, claimsAmong(graph, new Set(Object.keys(history.present.placed))), key);
    say(
      context,
      t('said.at', {
        name: entityName(graph, key, prefs.lang),
        kind: classText(nodeClass(entity), prefs.lang),
        count: own.length,
      }),
    );
  };

  const onFocus = () => {
    const { cursor, history } = store.getState();
    const keys = Object.keys(history.present.placed);
    if (cursor !== undefined && keys.includes(cursor)) return;
    // Where reading starts: at what lies in the middle.
    const [first] = keys.sort((a, b) => Math.hypot(at(a).x, at(a).y) - Math.hypot(at(b).x, at(b).y));
    if (first !== undefined) goTo(first);
  };
  const at = (key: string) => viewIn(store.getState()).placed[key] ?? { x: 0, y: 0 };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const state = store.getState();
    const { placed } = viewIn(state);
    const { cursor, graph, prefs } = state;
    if (isArrow(event.key)) {
      event.preventDefault();
      if (event.shiftKey) canvas()?.panBy(PANS[event.key][0], PANS[event.key][1]);
      else if (cursor === undefined || !placed[cursor]) onFocus();
      else {
        const near = new Set(neighboursOf(graph, claimsAmong(graph, new Set(Object.keys(placed))), cursor));
        const next = towards(placed, cursor, event.key, near);
        if (next !== undefined) goTo(next);
      }
    } else if (event.key.toLowerCase() === 'n' && cursor !== undefined) {
      event.preventDefault();
      const own = claimsOf(graph, claimsAmong(graph, new Set(Object.keys(placed))), cursor);
      const next = stepThrough(own.map(claimKey), claim, event.shiftKey ? -1 : 1);
      const found = own.find((one) => claimKey(one) === next);
      if (found) {
        setClaim(next);
        say(context, claimTitle(graph, found, prefs.lang));
      }
    } else if (event.key === 'Escape') {
      // Back from the claim to its entity; what is selected is the page's to undo.
      setClaim(undefined);
    } else if (event.key === ' ' && (claim ?? cursor) !== undefined) {
      event.preventDefault();
      if (claim !== undefined) dispatch('selectToggle', { claims: [claim] });
      else if (cursor !== undefined) dispatch('selectToggle', { entities: [cursor] });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (claim !== undefined) dispatch('select', { kind: 'claim', key: claim });
      else if (cursor !== undefined) dispatch('select', { kind: 'entity', key: cursor });
    }
  };
  return { onKeyDown, onFocus, claim };
}
