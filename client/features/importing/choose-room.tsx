import { FileUp, TriangleAlert } from 'lucide-react';
import { useText } from '../../locales/index.ts';
import { nameOf } from '../../state/format.ts';
import { useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { useImport } from './use-import.ts';

/** Where a file is dropped or chosen; and why the last one was not taken. */
export function ChooseRoom() {
  const t = useText();
  const lang = useLang();
  const refused = useImport((state) => state.refused);
  const replaces = useImport((state) => state.replaces);
  const dataset = useAppState(({ served }) => served.find(({ id }) => id === replaces));
  return (
    <div className="import-body" data-testid="import-choose">
      {refused && (
        <div className="alert" role="alert" data-testid="import-refused">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>{t(`import.refused.${refused}`)}</span>
        </div>
      )}
      <div className="import-drop">
        <FileUp size={28} aria-hidden="true" />
        <strong>
          {dataset ? t('import.dropFor', { name: nameOf(dataset, lang) }) : t('import.dropHere')}
        </strong>
        <CommandButton name="importChoose" wide look="primary" />
        <span>{t('import.nothingYet')}</span>
      </div>
      <dl className="import-formats">
        <dt>{t('import.formats.tables')}</dt>
        <dd>CSV, TSV, Excel (XLSX), CSV (zip)</dd>
        <dt>{t('import.formats.ours')}</dt>
        <dd>JSON, CSV (zip), GraphML, Turtle, JSON-LD, Cypher</dd>
        <dt>{t('import.formats.graphs')}</dt>
        <dd>GEXF 1.3, Cytoscape JSON</dd>
      </dl>
      <p className="help">{t('import.formats.text')}</p>
    </div>
  );
}
