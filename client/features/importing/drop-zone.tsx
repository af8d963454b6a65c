import './drop-zone.css';
import { FileUp, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { tell } from '../../commands/context.ts';
import { COMMANDS, canRun } from '../../commands/registry.ts';
import { useText } from '../../locales/index.ts';
import type { Refused } from '../../state/importing/store.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** Whether it is files that are dragged, rather than a text or a part of a page. */
const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** What was dropped, where it is one file. */
function fileOf({ dataTransfer }: DragEvent): File | Refused {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const files = [...(dataTransfer?.files ?? [])];
  const [file] = files;
  if (items.length > 1 || files.length > 1) return 'several';
  if (items[0]?.webkitGetAsEntry()?.isDirectory) return 'folder';
  return file ?? 'nothing';
}

/** Takes a file that is dropped anywhere on the page, and says so while one is held over it. */
export function DropZone() {
  const { context, dispatch } = useApp();
  const t = useText();
  const [over, setOver] = useState(false);
  const able = useAppState((state) => canRun('importTake', state));
  const refused = useAppState((state) => (able ? undefined : COMMANDS.importFile.refused?.(state)));
  const why = refused && t(refused);
  useEffect(() => {
    // Each element that is come to is entered before the last one is left.
    let within = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      within += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      within -= 1;
      if (within <= 0) setOver(false);
    };
    // Unless that is taken back, the browser would open the file in place of the page.
    const hold = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      within = 0;
      setOver(false);
      if (able) dispatch('importTake', fileOf(event));
      else tell(context, why ?? t('edit.readOnly'), 'warn');
    };
    const all = { dragenter: enter, dragleave: leave, dragover: hold, drop };
    for (const [name, heard] of Object.entries(all)) window.addEventListener(name as 'drop', heard);
    return () => {
      for (const [name, heard] of Object.entries(all)) window.removeEventListener(name as 'drop', heard);
    };
  }, [context, dispatch, t, able, why]);
  if (!over) return null;
  return (
    <div className={`drop-zone${able ? '' : ' refused'}`} data-testid="drop-zone">
      <div>
        {able ? <FileUp size={28} aria-hidden="true" /> : <TriangleAlert size={28} aria-hidden="true" />}
        <strong>{able ? t('import.drop') : (why ?? t('edit.readOnly'))}</strong>
        {able && <span>{t('import.nothingYet')}</span>}
      </div>
    </div>
  );
}
