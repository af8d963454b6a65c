import type { PlainName } from '../commands/registry.ts';

/** What stands in a menu: commands, the choice of themes or of datasets, a line. */
export type MenuEntry = PlainName | 'themes' | 'datasets' | 'line';
