import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { CypherValue } from '../../../server/core/cypher/values.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { partsIn, textOf, typeOf } from '../../state/console/values.ts';
import { useLang } from '../app-context.tsx';
import { shortened } from './long-text.ts';
import { type OnPart, PartChip } from './value.tsx';

type Props = {
  /** What it is called, and where it stands. */
  name: string;
  at?: string;
  value: CypherValue;
  onPart: OnPart;
  onClose: () => void;
};

/** How many nodes and relationships of a value can be pressed, and how much of it its heading tells. */
const PARTS = 100;
const HEADING = 200;

/** A value in full: as it is read, as the API has it where that differs, and with what stands in it to be selected by key. */
export function CellDetail({ name, at, value, onPart, onClose }: Props) {
  const t = useText();
  const lang = useLang();
  const plain = useMemo(() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)), [value]);
  const parts = useMemo(() => partsIn(value, PARTS), [value]);
  const told = [
    at,
    typeOf(value),
    typeof value === 'object' && value !== null ? textOf(value, lang, HEADING) : undefined,
  ];
  return (
    <section className="cell-detail" aria-label={t('console.value')} data-testid="cell-detail">
      <header>
        <strong>{name}</strong>
        <span className="aside">{told.filter(Boolean).join(' · ')}</span>
        <Button icon={X} small label={t('banner.close')} onClick={onClose} />
      </header>
      {parts.length > 0 && (
        <ul className="value-parts" aria-label={t('console.value.parts')}>
          {parts.map((part) => (
            <li key={`${part.$type} ${part._value._element_id}`}>
              <PartChip part={part} lang={lang} onPart={onPart} alone />
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{shortened(plain, t)}</pre>
    </section>
  );
}
