import '../../styles/select.css';
import { useEffect, useState } from 'react';
import {
  EXPORT_FORMAT_NAMES,
  EXPORT_FORMATS,
  type ExportFormat,
} from '../../../server/core/contract/exports.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';
import { type Kind, useChoices } from './choices.ts';
import { FindingFields } from './finding-fields.tsx';
import { PictureFields, usePicture } from './picture-fields.tsx';

/** What formats are called by those who use them. */
const NAMES: Readonly<Record<ExportFormat, string>> = {
  json: 'JSON',
  csv: 'CSV (zip)',
  graphml: 'GraphML',
  turtle: 'Turtle, PROV-O (RDF)',
  jsonld: 'JSON-LD',
  cypher: 'Cypher',
  gexf: 'GEXF (Gephi)',
  cytoscape: 'Cytoscape JSON',
  xlsx: 'Excel (XLSX)',
  dot: 'DOT (Graphviz)',
  markdown: 'Markdown',
  bibtex: 'BibTeX',
  csl: 'CSL-JSON',
};
const PICTURES = { png: 'PNG (300 dpi)', svg: 'SVG' } as const;
type Format = ExportFormat | keyof typeof PICTURES | 'finding';
const kindOf = (format: Format): Kind =>
  format === 'finding' ? 'finding' : isPicture(format) ? 'picture' : 'data';
const isPicture = (format: string): format is keyof typeof PICTURES => Object.hasOwn(PICTURES, format);

const loses = (format: ExportFormat) => {
  const kind = EXPORT_FORMATS[format];
  return 'losesEn' in kind ? { en: kind.losesEn, zh: kind.losesZh } : undefined;
};
const formats = (whole: boolean): ExportFormat[] =>
  EXPORT_FORMAT_NAMES.filter((format) => (loses(format) === undefined) === whole);

/** What to take out, and as what kind of file; what a kind loses is said before it is chosen. */
export function ExportDialog() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const choices = useChoices();
  const picture = usePicture();
  const exporting = useAppState((state) => state.exporting);
  const [value, setValue] = useState(exporting ? `dataset:${exporting}` : (choices[0]?.value ?? ''));
  const [wanted, setFormat] = useState<Format>('json');
  const [working, setWorking] = useState<AbortController>();
  const [asked, setAsked] = useState({ title: picture.title, question: '' });
  const notice = useAppState((state) => state.notice);
  const chosen = choices.find((choice) => choice.value === value);
  const kinds = chosen?.kinds ?? [];
  // What has no such file is taken out as the first kind that it has.
  const format = kinds.includes(kindOf(wanted)) ? wanted : kinds[0] === 'picture' ? 'png' : 'json';
  // Whatever came of it has been said.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new notice is what ends it
  useEffect(() => setWorking(undefined), [notice?.number]);

  const findingOf = value === 'selection' ? 'selection' : 'canvas';
  const go = (): void => {
    if (!chosen || working || (isPicture(format) && picture.fault)) return;
    const now = new AbortController();
    setWorking(now);
    if (isPicture(format))
      dispatch('exportPicture', { ...picture.of(chosen.value === 'flow'), form: format });
    else if (format === 'finding') dispatch('saveFinding', { ...asked, of: findingOf, signal: now.signal });
    else if (chosen.what) dispatch('exportFile', { what: chosen.what, format, signal: now.signal });
  };
  return (
    <Dialog title={t('command.export')} testId="export" onClose={() => working?.abort()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <div className="fields">
          <label>
            <span>{t('export.what')}</span>
            <select value={value} data-testid="export-what" onChange={({ target }) => setValue(target.value)}>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.text}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{t('export.format')}</span>
            <select
              value={format}
              data-testid="export-format"
              onChange={({ target: { value: name } }) =>
                setFormat(
                  isPicture(name) || name === 'finding'
                    ? name
                    : (EXPORT_FORMAT_NAMES.find((one) => one === name) ?? 'json'),
                )
              }
            >
              {kinds.includes('data') &&
                [true, false].map((whole) => (
                  <optgroup key={String(whole)} label={t(whole ? 'export.whole' : 'export.part')}>
                    {formats(whole).map((name) => (
                      <option key={name} value={name}>
                        {NAMES[name]}
                      </option>
                    ))}
                  </optgroup>
                ))}
              {kinds.includes('finding') && (
                <optgroup label={t('export.finding')}>
                  <option value="finding">{t('export.finding.html')}</option>
                </optgroup>
              )}
              {kinds.includes('picture') && (
                <optgroup label={t('export.picture')}>
                  {Object.entries(PICTURES).map(([name, text]) => (
                    <option key={name} value={name}>
                      {text}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
          </label>
          {isPicture(format) && <PictureFields picture={picture} form={format} titled={value !== 'flow'} />}
          {format === 'finding' && <FindingFields of={findingOf} value={asked} onChange={setAsked} />}
          {format !== 'finding' && !isPicture(format) && (
            <p className="aside" data-testid="export-loses">
              {loses(format)?.[lang] ?? t('export.lossless')}
            </p>
          )}
        </div>
        <footer>
          <output>{working ? t('export.working') : chosen ? '' : t('export.nothing')}</output>
          <span className="actions">
            {working && (
              <Button type="button" look="outline" text={t('export.stop')} onClick={() => working.abort()} />
            )}
            <Button type="submit" look="primary" text={t('export.go')} disabled={!chosen || !!working} />
          </span>
        </footer>
      </form>
    </Dialog>
  );
}
