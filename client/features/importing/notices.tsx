import { Info } from 'lucide-react';
import type { ImportNotice } from '../../../server/core/contract/import.ts';
import { whyText } from '../../commands/faults.ts';
import { useText } from '../../locales/index.ts';
import { count } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';

/** What is good to know and not wrong: what was filled in, converted, or is not taken over. */
export function Notices({ notices }: { notices: readonly ImportNotice[] }) {
  const t = useText();
  const lang = useLang();
  if (notices.length === 0) return null;
  return (
    <section className="import-part" aria-label={t('import.notices')} data-testid="import-notices">
      <h3>{t('import.notices')}</h3>
      <ul className="import-notices">
        {notices.map((notice) => (
          <li key={`${notice.code} ${notice.message}`}>
            <Info size={14} aria-hidden="true" />
            <span>
              {t(`import.notice.${notice.code}`)} <span className="aside">{whyText(t, notice.why)}</span>
              {notice.detail && notice.detail.length > 0 && (
                <span className="aside import-detail">
                  {notice.detail.slice(0, 8).join(lang === 'zh' ? '、' : ', ')}
                  {(notice.count ?? 0) > 8 && ` … (${count(notice.count ?? 0, lang)})`}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
