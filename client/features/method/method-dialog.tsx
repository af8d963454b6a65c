import './method.css';
import { Copy } from 'lucide-react';
import Markdown from 'react-markdown';
import en from '../../../docs/method.md?raw';
import zh from '../../../docs/method.zh.md?raw';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { ServedDataset } from '../../state/datasets.ts';
import { count, nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

const TEXTS = { en, zh } as const;
/** The title of the text is that of the dialog. */
const titleOf = (text: string): string => /^# (.*)$/m.exec(text)?.[1] ?? '';
const bodyOf = (text: string): string => text.replace(/^# .*$/m, '');

/** A dataset as one would cite it, with the hash of its content. */
function Served({ dataset }: { dataset: ServedDataset }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { id, version, counts } = dataset;
  const citation = t('method.cite', { name: nameOf(dataset, lang), id, version });
  return (
    <li data-dataset={id}>
      <b>{nameOf(dataset, lang)}</b>
      <span className="aside">
        {t('method.sizes', {
          claims: count(counts.claims, lang),
          entities: count(counts.entities, lang),
          sources: count(counts.sources, lang),
        })}
      </span>
      <span>
        {t('method.version')} <code data-testid="method-version">{version}</code>
      </span>
      <p className="citation">{citation}</p>
      <Button
        small
        look="outline"
        icon={Copy}
        text={t('method.copy')}
        onClick={() => dispatch('copyText', citation)}
      />
    </li>
  );
}

/** The page of method: the text of `docs/`, and the datasets that are served with their hashes. */
export function MethodDialog() {
  const t = useText();
  const lang = useLang();
  const served = useAppState((state) => state.served);
  const text = TEXTS[lang];
  return (
    <Dialog title={titleOf(text)} testId="method" look="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="dialog-body" tabIndex={0} aria-label={titleOf(text)}>
        <Markdown skipHtml>{bodyOf(text)}</Markdown>
        <h2>{t('method.served')}</h2>
        <ul className="served">
          {served.map((dataset) => (
            <Served key={dataset.id} dataset={dataset} />
          ))}
        </ul>
      </section>
    </Dialog>
  );
}
