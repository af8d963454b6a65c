import '../../styles/finding.css';
import { useText } from '../../locales/index.ts';
import type { FindingOf } from '../../state/exporting.ts';

type Asked = { readonly title: string; readonly question: string };

/** What a finding is called, and the question that led to it. */
export function FindingFields({
  of,
  value,
  onChange,
}: {
  of: FindingOf;
  value: Asked;
  onChange: (value: Asked) => void;
}) {
  const t = useText();
  return (
    <>
      <label>
        <span>{t('picture.title')}</span>
        <input
          value={value.title}
          maxLength={300}
          data-testid="finding-title"
          onChange={({ target }) => onChange({ ...value, title: target.value })}
        />
      </label>
      <label>
        <span>{t('finding.question')}</span>
        <textarea
          rows={3}
          value={value.question}
          maxLength={5_000}
          data-testid="finding-question"
          onChange={({ target }) => onChange({ ...value, question: target.value })}
        />
      </label>
      <p className="aside">{t(`finding.help.${of}`)}</p>
    </>
  );
}
