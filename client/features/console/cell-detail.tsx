import { X } from 'lucide-react';
import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { textOf, typeOf } from '../../state/console/values.ts';
import { useLang } from '../app-context.tsx';

type Props = { name: string; row: number; value: CypherValue; onClose: () => void };

/** A value in full: as it is read, and as the API has it where that differs. */
export function CellDetail({ name, row, value, onClose }: Props) {
  const t = useText();
  const lang = useLang();
  const plain = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <section className="cell-detail" aria-label={t('console.value')} data-testid="cell-detail">
      <header>
        <strong>{name}</strong>
        <span className="aside">
          {t('console.row', { row: (row + 1).toLocaleString('en') })} · {typeOf(value)}
          {typeof value === 'object' && value !== null && ` · ${textOf(value, lang)}`}
        </span>
        <Button icon={X} small label={t('banner.close')} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{plain}</pre>
    </section>
  );
}
