import type { ComponentType } from 'react';
import type { Dialog } from '../state/store.ts';
import { usePart } from './use-part.ts';

/** The dialogs of the page, each loaded when it is first wanted. */
const DIALOGS: Readonly<Record<NonNullable<Dialog>, () => Promise<ComponentType>>> = {
  shortcuts: () => import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
  selectWhere: () => import('./select/select-where.tsx').then((module) => module.SelectWhere),
  method: () => import('./method/method-dialog.tsx').then((module) => module.MethodDialog),
};

export function Dialogs({ name }: { name: NonNullable<Dialog> }) {
  const Part = usePart(DIALOGS[name], true);
  return Part && <Part />;
}
