import '../../styles/select.css';
import { useEffect, useState } from 'react';
import {
  EXPORT_FORMAT_NAMES,
  EXPORT_FORMATS,
  type ExportFormat,
} from '../../../server/core/contract/exports.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { chosenFor, type Exported, PARTS, sizeOf } from '../../state/exporting.ts';
import { count, nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

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
const loses = (format: ExportFormat) => {
  const kind = EXPORT_FORMATS[format];
  return 'losesEn' in kind ? { en: kind.losesEn, zh: kind.losesZh } : undefined;
};
const formats = (whole: boolean): ExportFormat[] =>
  EXPORT_FORMAT_NAMES.filter((format) => (loses(format) === undefined) === whole);

type Choice = { readonly value: string; readonly text: string; readonly what: Exported };

/** What there is to export at the moment, each with how much that is. */
function useChoices(): readonly Choice[] {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const served = useAppState((state) => state.served);
  // What is shown does not change behind the dialog.
  const [state] = useState(() => context.store.getState());
  const sized = (name: string, size: { entities: number; claims: number }) =>
    t('export.count', { name, entities: count(size.entities, lang), claims: count(size.claims, lang) });
  const parts = PARTS.flatMap((kind): Choice[] => {
    const chosen = chosenFor(state, kind);
    const size = { entities: chosen.entities.length, claims: chosen.claims.length };
    return sizeOf(chosen) === 0
      ? []
      : [{ value: kind, text: sized(t(`export.${kind}`), size), what: { kind } }];
  });
  const whole = served.map(
    (dataset): Choice => ({
      value: `dataset:${dataset.id}`,
      text: sized(t('export.dataset', { name: nameOf(dataset, lang) }), dataset.counts),
      what: { kind: 'dataset', id: dataset.id },
    }),
  );
  return [...parts, ...whole];
}

/** What to take out, and as what kind of file; what a kind loses is said before it is chosen. */
export function ExportDialog() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const choices = useChoices();
  const [value, setValue] = useState(choices[0]?.value ?? '');
  const [format, setFormat] = useState<ExportFormat>('json');
  const [working, setWorking] = useState<AbortController>();
  const notice = useAppState((state) => state.notice);
  const chosen = choices.find((choice) => choice.value === value);
  // Whatever came of it has been said.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new notice is what ends it
  useEffect(() => setWorking(undefined), [notice?.number]);
  return (
    <Dialog title={t('command.export')} testId="export" onClose={() => working?.abort()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!chosen || working) return;
          const now = new AbortController();
          setWorking(now);
          dispatch('exportFile', { what: chosen.what, format, signal: now.signal });
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
              onChange={({ target }) =>
                setFormat(EXPORT_FORMAT_NAMES.find((name) => name === target.value) ?? 'json')
              }
            >
              {[true, false].map((whole) => (
                <optgroup key={String(whole)} label={t(whole ? 'export.whole' : 'export.part')}>
                  {formats(whole).map((name) => (
                    <option key={name} value={name}>
                      {NAMES[name]}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          <p className="aside" data-testid="export-loses">
            {loses(format)?.[lang] ?? t('export.lossless')}
          </p>
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
