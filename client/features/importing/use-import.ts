import { useStore } from 'zustand';
import { type ImportSession, importOf } from '../../commands/import-session.ts';
import type { ImportState } from '../../state/importing/store.ts';
import { useApp } from '../app-context.tsx';

export const useSession = (): ImportSession => importOf(useApp().context);

/** A part of the import's state. */
export const useImport = <Part>(part: (state: ImportState) => Part): Part =>
  useStore(useSession().store, part);
