import { describe, expect, it } from 'vitest';
import { commandFor, keyCaps, matches } from '../../../../client/commands/keyboard.ts';
import { COMMANDS, PLAIN_COMMANDS } from '../../../../client/commands/registry.ts';
import { defaultPrefs } from '../../../../client/state/prefs.ts';
import { createAppStore } from '../../../../client/state/store.ts';
import { initialView } from '../../../../client/state/view.ts';

const stroke = (
  key: string,
  more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});
const state = (keys = true) =>
  createAppStore({ ...defaultPrefs(['en'], 1280), keys }, initialView).getState();

describe('shortcuts', () => {
  it('match their keys and nothing else', () => {
    expect(matches('mod+z', stroke('z', { ctrlKey: true }))).toBe(true);
    expect(matches('mod+z', stroke('z', { metaKey: true }))).toBe(true);
    expect(matches('mod+z', stroke('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('e', stroke('E', { shiftKey: true }))).toBe(false);
    expect(matches('?', stroke('?', { shiftKey: true }))).toBe(true);
    expect(matches('f', stroke('f', { altKey: true }))).toBe(false);
    expect(matches('+', stroke('+', { shiftKey: true }))).toBe(true);
  });
  it('find their command', () => {
    expect(commandFor(stroke('k', { ctrlKey: true }), state())).toBe('palette');
    expect(commandFor(stroke('/'), state())).toBe('search');
    expect(commandFor(stroke('Escape'), state())).toBe('stepBack');
    expect(commandFor(stroke('z'), state())).toBeUndefined();
  });
  it('of a single key can be turned off; those with Ctrl and Escape stay', () => {
    expect(commandFor(stroke('f'), state(false))).toBeUndefined();
    expect(commandFor(stroke('z', { ctrlKey: true }), state(false))).toBe('undo');
    expect(commandFor(stroke('Escape'), state(false))).toBe('stepBack');
  });
  it('are each given to one command only', () => {
    const all = PLAIN_COMMANDS.flatMap(([, { keys }]) => keys ?? []);
    expect(new Set(all).size).toBe(all.length);
  });
  it('of every command stand in the list', () => {
    const listed = new Set(PLAIN_COMMANDS.map(([name]) => name));
    for (const [name, { keys }] of Object.entries(COMMANDS)) if (keys) expect([...listed]).toContain(name);
  });
  it('are shown as the keys are labelled', () => {
    expect(keyCaps('mod+shift+z', false)).toEqual(['Ctrl', '⇧', 'Z']);
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
  });
});
