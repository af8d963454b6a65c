import type { PlainName } from '../commands/registry.ts';

/** What stands in a menu: commands, the choice of themes, a line. */
export type MenuEntry = PlainName | 'themes' | 'line';
