import { ExternalLink } from 'lucide-react';
import type { StoredEvidence } from '../../../server/core/model/stored.ts';
import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { when } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';
import { GradeMark } from '../grade-mark.tsx';

/** One passage: its document, where in it, and what figures stand there. */
export function EvidenceCard({ evidence }: { evidence: StoredEvidence }) {
  const t = useText();
  const lang = useLang();
  const { source, locator, figures } = evidence;
  const by = [source.publisher, source.author].filter(Boolean).join(' · ');
  return (
    <article className="evidence">
      <h4>
        <GradeMark grade={source.grade} /> {source.title}
      </h4>
      <p>
        {by}
        {source.republisher && ` · ${t('claim.republished', { name: source.republisher })}`}
      </p>
      <p>
        {source.date === undefined ? (
          <em className="doubt">{t('claim.undatedSource')}</em>
        ) : (
          when(source.date, lang)
        )}
        {source.dateBasis && ` (${t(`claim.date.${source.dateBasis}`)})`} · {t(`grade.${source.grade}`)}
      </p>
      <p className="locator">
        {'section' in locator &&
          t('claim.section', {
            section: (lang === 'zh' ? locator.sectionZh : locator.sectionEn) ?? locator.section,
            paragraph: locator.paragraph,
          })}
        {'line' in locator && t('claim.line', { line: locator.line })}
        {'whole' in locator && t('claim.whole')}
        {evidence.verifiedOn && ` · ${t('claim.verified', { date: evidence.verifiedOn })}`}
      </p>
      {evidence.says && <p className="says">{evidence.says}</p>}
      {figures.length > 0 && (
        <p>
          {t('claim.figures')}:{' '}
          <span className="marks">
            {figures.map((figure) => (
              <Chip key={figure}>{figure}</Chip>
            ))}
          </span>
        </p>
      )}
      {(source.url || source.archivedUrl) && (
        <p className="links">
          {source.url && (
            <a href={source.url} target="_blank" rel="noopener noreferrer">
              {t('claim.open')} <ExternalLink size={12} aria-hidden="true" />
            </a>
          )}
          {source.archivedUrl && (
            <a href={source.archivedUrl} target="_blank" rel="noopener noreferrer">
              {t('claim.archived')} <ExternalLink size={12} aria-hidden="true" />
            </a>
          )}
        </p>
      )}
    </article>
  );
}
