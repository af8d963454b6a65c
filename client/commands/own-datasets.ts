import { Combine, Download, FileUp, FolderCog, Link2, Pencil, Trash2, Unlink2 } from 'lucide-react';
import type { StoredEntity } from '../../server/core/model/stored.ts';
import { canWrite } from '../state/server.ts';
import type { AppState } from '../state/store.ts';
import { command } from './context.ts';
import type { Names } from './dataset-changes.ts';
import { refused } from './editing.ts';
import { written } from './turn.ts';

const work = () => import('./dataset-changes.ts');
const linking = () => import('./own-records.ts');
const hasOwn = ({ served }: AppState): boolean => served.some(({ own }) => own);

export const ownDatasetCommands = {
  ownDatasets: command({
    group: 'datasets',
    label: 'command.ownDatasets',
    icon: FolderCog,
    keys: ['shift+b'],
    enabled: hasOwn,
    refused: (state) => (hasOwn(state) ? undefined : 'own.none'),
    run: ({ store }) => store.setState({ dialog: 'ownDatasets' }),
  }),
  renameDataset: command<{ id: string; names: Names }>({
    group: 'datasets',
    label: 'own.rename',
    icon: Pencil,
    enabled: canWrite,
    run: async (context, { id, names }) => (await work()).rename(context, id, names),
  }),
  /** For good: who asks for it has been asked whether they mean it. */
  removeDataset: command<string>({
    group: 'datasets',
    label: 'own.remove',
    icon: Trash2,
    enabled: canWrite,
    run: async (context, id) => (await work()).remove(context, id),
  }),
  replaceDataset: command<string>({
    group: 'datasets',
    label: 'own.replace',
    icon: FileUp,
    enabled: canWrite,
    refused,
    run: async (context, id) => {
      (await import('./import-session.ts')).importOf(context).replace(id);
      context.store.setState({ dialog: 'importing' });
    },
  }),
  exportDataset: command<string>({
    group: 'datasets',
    label: 'own.export',
    icon: Download,
    run: ({ store }, id) => store.setState({ dialog: 'export', found: undefined, exporting: id }),
  }),
  /** Entities of a dataset that may be the same as ones of others. */
  duplicates: command<string>({
    group: 'datasets',
    label: 'own.duplicates',
    icon: Combine,
    run: ({ store }, id) => store.setState({ dialog: 'duplicates', duplicatesOf: id }),
  }),
  linkEntity: command<{ entity: StoredEntity; other: string }>({
    group: 'datasets',
    label: 'same.link',
    icon: Link2,
    enabled: canWrite,
    run: (context, what) => written(context, async () => (await linking()).linkRecord(context, what)),
  }),
  unlinkEntity: command<StoredEntity>({
    group: 'datasets',
    label: 'same.unlink',
    icon: Unlink2,
    enabled: canWrite,
    run: (context, entity) =>
      written(context, async () => (await linking()).linkRecord(context, { entity, other: undefined })),
  }),
};
