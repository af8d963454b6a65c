import type { CypherValue, NodeValue, RelationshipValue } from '../../../server/core/cypher/values.ts';
import { isTyped } from '../../../server/core/cypher/values.ts';
import { KindIcon } from '../../components/kind-icon.tsx';
import { captionOf, isNumber, labelOf, stepsOf, textOf } from '../../state/console/values.ts';
import type { Lang } from '../../state/format.ts';

/** What a reader does with a node or relationship that stands in a value. */
export type OnPart = (part: NodeValue | RelationshipValue) => void;
type Props = { value: CypherValue; lang: Lang; onPart: OnPart };

function NodeChip({ node, lang, onPart }: { node: NodeValue; lang: Lang; onPart: OnPart }) {
  const label = labelOf(node);
  return (
    <button
      type="button"
      tabIndex={-1}
      className="value-chip"
      title={node._value._labels.join(', ')}
      onClick={() => onPart(node)}
    >
      <KindIcon of={label} size={13} />
      <span>{captionOf(node, lang)}</span>
    </button>
  );
}

function RelationshipChip({
  relationship,
  onPart,
  arrow,
}: {
  relationship: RelationshipValue;
  onPart: OnPart;
  arrow?: 'forward' | 'back';
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="value-chip relationship"
      onClick={() => onPart(relationship)}
    >
      {arrow === 'back' && '← '}
      {relationship._value._type}
      {arrow === 'forward' && ' →'}
    </button>
  );
}

/** A value as a cell shows it: what is in the graph as something to press, all else as text. */
export function Value({ value, lang, onPart }: Props) {
  if (value === null) return <span className="value-null">null</span>;
  if (typeof value === 'object' && isTyped(value)) {
    if (value.$type === 'Node') return <NodeChip node={value} lang={lang} onPart={onPart} />;
    if (value.$type === 'Relationship') return <RelationshipChip relationship={value} onPart={onPart} />;
    if (value.$type === 'Path')
      return stepsOf(value).map(({ node, by }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may pass a node twice; its steps have no other name
        <span key={at} className="value-step">
          {by && (
            <RelationshipChip
              relationship={by.relationship}
              onPart={onPart}
              arrow={by.forward ? 'forward' : 'back'}
            />
          )}
          <NodeChip node={node} lang={lang} onPart={onPart} />
        </span>
      ));
  }
  return <span className={isNumber(value) ? 'value-number' : 'value-text'}>{textOf(value, lang)}</span>;
}
