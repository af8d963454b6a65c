import { Download } from 'lucide-react';
import type { ExportFormat } from '../../server/core/contract/exports.ts';
import { chosenFor, type Exported } from '../state/exporting.ts';
import { type Context, command, tell } from './context.ts';
import { codeOf, faultText } from './faults.ts';

/** Gives the reader a file, as if it had been a link. */
export function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the end of this turn.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** Saves a file that the server makes, and says how that went; the dialog that asked for it closes when it is there. */
export async function saveFrom(
  context: Context,
  make: () => Promise<{ name: string; blob: Blob }>,
): Promise<void> {
  const { store, t } = context;
  try {
    const { name, blob } = await make();
    save(name, blob);
    store.setState({ dialog: undefined });
    tell(context, t('said.saved', { name }));
  } catch (thrown) {
    if (codeOf(thrown) === 'cancelled') tell(context, t('said.exportCancelled'));
    else tell(context, faultText(t, thrown), 'warn');
  }
}

export const exportCommands = {
  export: command({
    group: 'edit',
    label: 'command.export',
    icon: Download,
    keys: ['x'],
    enabled: ({ served }) => served.length > 0,
    run: ({ store }) => store.setState({ dialog: 'export', found: undefined, exporting: undefined }),
  }),
  /** Asks for a file and saves it; `signal` gives it up. */
  exportFile: command<{ what: Exported; format: ExportFormat; signal: AbortSignal }>({
    group: 'edit',
    label: 'command.export',
    icon: Download,
    run: (context, { what, format, signal }) =>
      saveFrom(context, () =>
        what.kind === 'dataset'
          ? context.files('exportDataset', { id: what.id, format }, signal)
          : context.files(
              'exportPart',
              { ...chosenFor(context.store.getState(), what.kind), format },
              signal,
            ),
      ),
  }),
};
