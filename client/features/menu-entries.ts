import type { PlainName } from '../commands/registry.ts';

/** What stands in a menu: commands, the choice of themes or of datasets, the steps so far, a line. */
export type MenuEntry = PlainName | 'themes' | 'datasets' | 'history' | 'line';
