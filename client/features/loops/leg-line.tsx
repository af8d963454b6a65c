import { Fragment } from 'react';
import { entityName } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { fromKey, toKey } from '../../state/graph.ts';
import { type Loop, stepFrom, stepTo } from '../../state/loops.ts';
import { useAppState, useLang } from '../app-context.tsx';

/** A loop as one reads it: entity, verb in the colour of what moves, entity, and so on back to the first. */
export function LegLine({ loop }: { loop: Loop }) {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const [first] = loop.legs;
  if (!first) return null;
  return (
    <span className="legs">
      <b>{entityName(graph, stepFrom(graph, first), lang)}</b>
      {loop.legs.map((leg) => (
        <Fragment key={leg.claim.id}>
          {' '}
          <span
            className={`verb ${leg.claim.basis === 'implied' ? 'implied' : ''}`}
            style={{ color: `var(--${leg.moves})` }}
          >
            {verbOf(leg.type, lang)}
          </span>{' '}
          {leg.rolledUp.length > 0 && (
            <span className="via">
              {t('loop.via', {
                names: leg.rolledUp
                  .map(({ end }) =>
                    entityName(
                      graph,
                      end === 'from' ? fromKey(graph, leg.claim) : toKey(graph, leg.claim),
                      lang,
                    ),
                  )
                  .join(', '),
              })}{' '}
            </span>
          )}
          <b className="to" data-moves={leg.moves}>
            {entityName(graph, stepTo(graph, leg), lang)}
          </b>
        </Fragment>
      ))}
    </span>
  );
}
