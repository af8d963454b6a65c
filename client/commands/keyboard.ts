import type { AppState } from '../state/store.ts';
import { PLAIN_COMMANDS, type PlainName } from './registry.ts';

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const isLetter = (key: string): boolean => /^[a-z]$/i.test(key);

/** Whether a key stroke is the one that a shortcut names. Shift counts with letters only: `?` is a key of its own. */
export function matches(shortcut: string, stroke: Stroke): boolean {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const mod = parts.includes('mod');
  if (stroke.altKey || mod !== (stroke.ctrlKey || stroke.metaKey)) return false;
  if (key !== stroke.key.toLowerCase()) return false;
  return !isLetter(key) || parts.includes('shift') === stroke.shiftKey;
}

/** The command that a key stroke runs, if single keys are on or the shortcut has Ctrl, ⌘ or is Escape. */
export function commandFor(stroke: Stroke, state: AppState): PlainName | undefined {
  for (const [name, { keys }] of PLAIN_COMMANDS)
    for (const shortcut of keys ?? [])
      if (
        matches(shortcut, stroke) &&
        (state.prefs.keys || shortcut.startsWith('mod+') || shortcut === 'escape')
      )
        return name;
  return undefined;
}

/** Where a key belongs to what is being typed or chosen, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="menu"], [role="dialog"], [role="listbox"]') !== null)
  );
}

/** A shortcut as its keys are labelled. */
export function keyCaps(shortcut: string, mac: boolean): string[] {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  const caps: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    shift: '⇧',
    escape: 'Esc',
    delete: 'Del',
  };
  return parts.map((part) => caps[part] ?? part.toUpperCase());
}

/** Keys of the canvas, for the list of shortcuts; the canvas itself handles them. */
export const CANVAS_KEYS = [
  { keys: ['←', '↑', '→', '↓'], label: 'keys.move' },
  { keys: ['N', '⇧ N'], label: 'keys.claims' },
  { keys: ['Enter'], label: 'keys.open' },
  { keys: ['Space'], label: 'keys.toggle' },
  { keys: ['⇧'], label: 'keys.more' },
  { keys: ['⇧ ←', '⇧ ↑', '⇧ →', '⇧ ↓'], label: 'keys.pan' },
] as const;
