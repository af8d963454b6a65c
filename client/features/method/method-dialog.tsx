import './method.css';
import { Copy, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import Markdown from 'react-markdown';
import en from '../../../docs/method.md?raw';
import zh from '../../../docs/method.zh.md?raw';
import { tell } from '../../commands/context.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import type { ServedDataset } from '../../state/datasets.ts';
import { count, nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

const TEXTS = { en, zh } as const;
/** The title of the text is that of the dialog. */
const titleOf = (text: string): string => /^# (.*)$/m.exec(text)?.[1] ?? '';
const bodyOf = (text: string): string => text.replace(/^# .*$/m, '');

/** A dataset as one would cite it, with the hash of its content. */
function Served({ dataset }: { dataset: ServedDataset }) {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const { id, version, counts } = dataset;
  const citation = t('method.cite', { name: nameOf(dataset, lang), id, version });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(citation);
      tell(context, t('said.copied'));
    } catch {
      tell(context, t('said.notCopied'), 'warn');
    }
  };
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
      <Button small look="outline" icon={Copy} text={t('method.copy')} onClick={() => void copy()} />
    </li>
  );
}

/** The page of method: the text of `docs/`, and the datasets that are served with their hashes. */
export function MethodDialog() {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const open = useAppState((state) => state.dialog === 'method');
  const served = useAppState((state) => state.served);
  /** Where the focus goes back to: no button opened this, so the dialog itself does not know. */
  const before = useRef<Element>(null);
  const text = TEXTS[lang];
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(on) => context.store.setState({ dialog: on ? 'method' : undefined })}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className="dialog method"
          aria-describedby={undefined}
          data-testid="method"
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
        >
          <header>
            <Dialog.Title>{titleOf(text)}</Dialog.Title>
            <Dialog.Close asChild>
              <Button icon={X} label={t('method.close')} />
            </Dialog.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div className="dialog-body" tabIndex={0}>
            <Markdown skipHtml>{bodyOf(text)}</Markdown>
            <h2>{t('method.served')}</h2>
            <ul className="served">
              {served.map((dataset) => (
                <Served key={dataset.id} dataset={dataset} />
              ))}
            </ul>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
