import '../../styles/finding.css';
import { FileCode2 } from 'lucide-react';
import type { Finding } from '../../../server/core/model/finding.ts';
import { useText } from '../../locales/index.ts';
import { nameOf, when } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';

/** What a file says of itself: what was asked, when, of which data in which version; and that there is no server behind it. */
export function FindingBanner({ finding }: { finding: Finding }) {
  const t = useText();
  const lang = useLang();
  const { title, question, made, datasets } = finding;
  return (
    <details className="banner finding-banner" data-testid="banner-finding">
      <summary>
        <FileCode2 size={16} aria-hidden="true" />
        <span>
          <b>{title || t('finding.untitled')}</b> {t('finding.is', { date: when(made.slice(0, 10), lang) })}
        </span>
      </summary>
      <div>
        {question && (
          <p className="finding-question">
            <b>{t('finding.question')}</b> {question}
          </p>
        )}
        <ul>
          {datasets.map((dataset) => (
            <li key={dataset.id}>
              {nameOf(dataset, lang)} <code>{`${dataset.id}@${dataset.version}`}</code>
            </li>
          ))}
        </ul>
        <p>{t('finding.offline')}</p>
      </div>
    </details>
  );
}
