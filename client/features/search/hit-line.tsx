import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import { nameOf, otherName } from '../../state/format.ts';
import { keyIn } from '../../state/graph.ts';
import { marked, type SearchHit } from '../../state/search.ts';
import { useAppState, useLang, useView } from '../app-context.tsx';

function Marked({ text, typed }: { text: string; typed: string }) {
  const parts = marked(text, typed);
  if (!parts) return text;
  return (
    <>
      {parts[0]}
      <mark>{parts[1]}</mark>
      {parts[2]}
    </>
  );
}

/** One hit: the name in both languages, and why it matches. */
export function HitLine({ hit, typed }: { hit: SearchHit; typed: string }) {
  const t = useText();
  const lang = useLang();
  const { placed } = useView();
  const graph = useAppState((state) => state.graph);
  const { entity } = hit;
  const name = nameOf(entity, lang);
  const other = otherName(entity, lang);
  // Why it matches is said only where the name does not show it by itself.
  const plain = hit.matched === name || hit.matched === other;
  return (
    <span className="hit">
      <KindIcon of={nodeClass(entity)} size={16} />
      <span className="hit-text">
        <span className="hit-name">
          <b>
            <Marked text={name} typed={typed} />
          </b>
          {other !== undefined && (
            <span className="other">
              <Marked text={other} typed={typed} />
            </span>
          )}
        </span>
        {(!plain || hit.how === 'pinyin' || hit.how === 'typo') && (
          <span className="why">
            {t(`search.how.${hit.how}`)} · {t(`search.field.${hit.field}`)}:{' '}
            <Marked text={hit.matched} typed={typed} />
          </span>
        )}
      </span>
      {Object.hasOwn(placed, keyIn(graph, entity)) && <span className="where">{t('search.onCanvas')}</span>}
    </span>
  );
}
