import type { CypherValue, NodeValue } from '../../../server/core/cypher/values.ts';
import { isTyped } from '../../../server/core/cypher/values.ts';
import { KindIcon } from '../../components/kind-icon.tsx';
import {
  captionOf,
  isList,
  isNumber,
  isPart,
  labelOf,
  type Part,
  stepsOf,
  textOf,
} from '../../state/console/values.ts';
import type { Lang } from '../../state/format.ts';

/** What a reader does with a node or relationship that stands in a value. */
export type OnPart = (part: Part) => void;
type Arrow = 'forward' | 'back';

/** How much of a value stands in a cell, in characters and in chips: the whole is one key away. */
const CELL = 400;
const CHIPS = 30;

type ChipProps = {
  part: Part;
  lang: Lang;
  onPart: OnPart;
  arrow?: Arrow | undefined;
  /** Stands by itself, where Tab comes to it. In the grid, keys walk the cells. */
  alone?: boolean;
};

/** A node or relationship as something to press. */
export function PartChip({ part, lang, onPart, arrow, alone = false }: ChipProps) {
  const isNode = part.$type === 'Node';
  return (
    <button
      type="button"
      tabIndex={alone ? 0 : -1}
      className={isNode ? 'value-chip' : 'value-chip relationship'}
      {...(isNode ? { title: part._value._labels.join(', ') } : {})}
      onClick={() => onPart(part)}
    >
      {isNode ? <NodeName node={part} lang={lang} /> : relationshipText(part._value._type, arrow)}
    </button>
  );
}
const NodeName = ({ node, lang }: { node: NodeValue; lang: Lang }) => (
  <>
    <KindIcon of={labelOf(node)} size={13} />
    <span>{captionOf(node, lang)}</span>
  </>
);
const relationshipText = (type: string, arrow: Arrow | undefined): string =>
  arrow === 'back' ? `← ${type}` : arrow === 'forward' ? `${type} →` : type;

/** What follows the chips that a cell has room for. */
const More = ({ count }: { count: number }) =>
  count > 0 ? <span className="value-text">… +{count.toLocaleString('en')}</span> : null;

type Props = { value: CypherValue; lang: Lang; onPart: OnPart };

/** A value as a cell shows it: what is in the graph as something to press, all else as text. */
export function Value({ value, lang, onPart }: Props) {
  if (value === null) return <span className="value-null">null</span>;
  if (isPart(value)) return <PartChip part={value} lang={lang} onPart={onPart} />;
  if (isList(value) && value.length > 0 && value.slice(0, CHIPS).every(isPart))
    return (
      <span className="value-parts">
        {value.slice(0, CHIPS).map(
          (part, at) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: a list may have a node twice; its items have no other name
            isPart(part) && <PartChip key={at} part={part} lang={lang} onPart={onPart} />,
        )}
        <More count={value.length - CHIPS} />
      </span>
    );
  if (typeof value === 'object' && isTyped(value) && value.$type === 'Path') {
    const steps = stepsOf(value);
    return (
      <>
        {steps.slice(0, CHIPS).map(({ node, by }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path may pass a node twice; its steps have no other name
          <span key={at} className="value-step">
            {by && (
              <PartChip
                part={by.relationship}
                lang={lang}
                onPart={onPart}
                arrow={by.forward ? 'forward' : 'back'}
              />
            )}
            <PartChip part={node} lang={lang} onPart={onPart} />
          </span>
        ))}
        <More count={steps.length - CHIPS} />
      </>
    );
  }
  return <span className={isNumber(value) ? 'value-number' : 'value-text'}>{textOf(value, lang, CELL)}</span>;
}
