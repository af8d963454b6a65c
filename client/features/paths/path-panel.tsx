import './paths.css';
import { entityName, stopsTitle } from '../../commands/names.ts';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import { claimKey, entityAt, fromKey, toKey } from '../../state/graph.ts';
import type { Selection } from '../../state/selection.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { ClaimLine } from '../inspector/claim-line.tsx';

/** A path, step by step, with the claims that each goes along. */
export function PathPanel({ stops, claims }: Extract<Selection, { kind: 'path' }>) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const all = claims.flatMap((key) => graph.claims.get(key) ?? []);
  const between = (a: string, b: string) =>
    all.filter((claim) => {
      const ends = [fromKey(graph, claim), toKey(graph, claim)];
      return ends.includes(a) && ends.includes(b);
    });
  return (
    <>
      <header className="inspector-head">
        <p className="over">
          {t('paths.kind')} · {t('paths.steps', { count: stops.length - 1 })}
        </p>
        <h2>{stopsTitle(graph, stops, lang)}</h2>
        <div className="actions">
          <CommandButton name="isolate" wide look="primary" />
          <CommandButton name="expandSelected" wide look="outline" />
          <CommandButton name="pin" look="outline" />
          <CommandButton name="hide" look="outline" />
        </div>
      </header>
      <ol className="path-steps" data-testid="path-steps">
        {stops.map((key, index) => {
          const entity = entityAt(graph, key);
          const next = stops[index + 1];
          return (
            <li key={key}>
              <button
                type="button"
                className="link plain path-stop"
                onClick={() => dispatch('select', { kind: 'entity', key })}
              >
                {entity && <KindIcon of={nodeClass(entity)} />}
                <span>{entityName(graph, key, lang)}</span>
              </button>
              {next !== undefined && (
                <ul className="claim-list">
                  {between(key, next).map((claim) => (
                    <li key={claimKey(claim)}>
                      <ClaimLine claim={claim} summary />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
