import type { ComponentType } from 'react';
import type { Dialog } from '../state/store.ts';
import { usePart } from './use-part.ts';

/** The dialogs of the page, each loaded when it is first wanted. */
const DIALOGS: Readonly<Record<NonNullable<Dialog>, () => Promise<ComponentType>>> = {
  shortcuts: () => import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
  palette: () => import('./palette/palette.tsx').then((module) => module.Palette),
  views: () => import('./views/views-dialog.tsx').then((module) => module.ViewsDialog),
  cite: () => import('./inspector/cite-dialog.tsx').then((module) => module.CiteDialog),
  expandChoose: () => import('./select/expand-choose.tsx').then((module) => module.ExpandChoose),
  selectWhere: () => import('./select/select-where.tsx').then((module) => module.SelectWhere),
  export: () => import('./export/export-dialog.tsx').then((module) => module.ExportDialog),
  editing: () => import('./editing/editing-dialog.tsx').then((module) => module.EditingDialog),
  importing: () => import('./importing/import-dialog.tsx').then((module) => module.ImportDialog),
  ownDatasets: () => import('./importing/own-datasets.tsx').then((module) => module.OwnDatasets),
  duplicates: () => import('./importing/duplicates.tsx').then((module) => module.Duplicates),
  backup: () => import('./backup/backup-dialog.tsx').then((module) => module.BackupDialog),
  method: () => import('./method/method-dialog.tsx').then((module) => module.MethodDialog),
};

/** Read ahead, so that what is typed at once is not lost. */
export const readPalette = (): void => void DIALOGS.palette().catch(() => undefined);

export function Dialogs({ name }: { name: NonNullable<Dialog> }) {
  const Part = usePart(DIALOGS[name], true);
  return Part && <Part />;
}
