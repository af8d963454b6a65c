import { Fragment } from 'react';
import { movesOf } from '../../../server/core/model/registry.ts';
import { entityName } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { alongOf, type Path } from '../../state/paths.ts';
import { useAppState, useLang } from '../app-context.tsx';

/** A path as one reads it: entity, what leads on from it and which way its arrow points, entity. */
export function PathLine({ path: { stops, steps } }: { path: Path }) {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const [first] = stops;
  if (first === undefined) return null;
  return (
    <span className="path-line">
      <b>{entityName(graph, first, lang)}</b>
      {steps.map((claims, index) => {
        const [from = '', to = ''] = stops.slice(index, index + 2);
        return (
          <Fragment key={to}>
            {alongOf(graph, from, claims).map(({ type, against, count }, at) => (
              <span
                key={`${type} ${against}`}
                className="along"
                style={{ color: `var(--${movesOf(type) === 'nothing' ? 'ink2' : movesOf(type)})` }}
                data-against={against}
              >
                {at > 0 ? ' · ' : ' '}
                <span aria-hidden="true">{against ? '← ' : ''}</span>
                {against && <span className="unseen">{t('paths.against')} </span>}
                {verbOf(type, lang)}
                {count > 1 && ` ×${count}`}
                <span aria-hidden="true">{against ? '' : ' →'}</span>
              </span>
            ))}{' '}
            <b>{entityName(graph, to, lang)}</b>
          </Fragment>
        );
      })}
    </span>
  );
}
