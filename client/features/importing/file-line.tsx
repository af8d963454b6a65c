import { FileText } from 'lucide-react';
import { useText } from '../../locales/index.ts';
import { CommandButton } from '../command-button.tsx';
import { useImport } from './use-import.ts';
import { FORMAT_NAMES, sizeText } from './words.ts';

/** Which file it is: its name, how large it is, and what it turned out to be. */
export function FileLine() {
  const t = useText();
  const file = useImport((state) => state.file);
  const format = useImport(({ found }) => found?.ended?.format);
  if (!file) return null;
  return (
    <div className="import-file" data-testid="import-file">
      <FileText size={18} aria-hidden="true" />
      <span className="import-name">
        <b>{file.name}</b>
        <span className="aside">
          {[sizeText(file.size), format && FORMAT_NAMES[format]].filter(Boolean).join(' · ')}
        </span>
      </span>
      <CommandButton name="importChoose" label={t('import.otherFile')} wide look="outline" small />
    </div>
  );
}
