import { useMemo } from 'react';
import { movesOf } from '../../../server/core/model/registry.ts';
import { entityName } from '../../commands/names.ts';
import { Chip } from '../../components/bits.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { amountUnknown, classText, nodeClass } from '../../state/encode.ts';
import { figuresOf, holdsWhen, nameOf, otherName, verbOf } from '../../state/format.ts';
import { claimKey, claimsOf, entityAt, fromKey, toKey } from '../../state/graph.ts';
import { loopsThroughEntity, marksOf } from '../../state/loops.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { useToldLoops } from '../loops/use-told-loops.ts';
import { TableFrame } from '../tables/frame.tsx';
import { useScene } from './use-scene.ts';

/** What is on the canvas, as two tables: the same entities and claims, for who would rather read. */
export function TableView() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { selection } = useView();
  const scene = useScene();
  const graph = useAppState((state) => state.graph);
  const loops = useToldLoops();
  // What the canvas draws: isolation and the legend hold here, too.
  const claims = useMemo(
    () =>
      scene.edges
        .filter(({ hidden }) => !hidden)
        .flatMap((edge) => edge.claims.flatMap((key) => graph.claims.get(key) ?? [])),
    [scene, graph],
  );
  const entities = scene.nodes
    .filter(({ hidden }) => !hidden)
    .flatMap(({ key }) => {
      const entity = entityAt(graph, key);
      return entity ? [{ key, entity, own: claimsOf(graph, claims, key).length }] : [];
    })
    .sort((a, b) => b.own - a.own || (a.key < b.key ? -1 : 1));
  const isOn = (kind: string, key: string) =>
    selection.kind === kind && 'key' in selection && selection.key === key;
  return (
    <TableFrame name={t('command.table')} testId="table-view">
      <h2>
        {t('table.entities')} <span className="note">{entities.length}</span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('table.name')}</th>
            <th scope="col">{t('table.otherName')}</th>
            <th scope="col">{t('table.kind')}</th>
            <th scope="col" className="number">
              {t('table.claimCount')}
            </th>
            <th scope="col" className="number">
              {t('table.loopCount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entities.map(({ key, entity, own }) => (
            <tr key={key} className={isOn('entity', key) ? 'on' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  onClick={() => dispatch('select', { kind: 'entity', key })}
                >
                  {nameOf(entity, lang)}
                </button>
              </th>
              <td>{otherName(entity, lang) ?? '—'}</td>
              <td>
                <KindIcon of={nodeClass(entity)} /> {classText(nodeClass(entity), lang)}
              </td>
              <td className="number">{own}</td>
              <td className="number">{loopsThroughEntity(graph, loops, key).length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>
        {t('table.claims')} <span className="note">{claims.length}</span>
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('table.from')}</th>
            <th scope="col">{t('table.verb')}</th>
            <th scope="col">{t('table.to')}</th>
            <th scope="col">{t('table.amount')}</th>
            <th scope="col">{t('table.certainty')}</th>
            <th scope="col">{t('table.when')}</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => {
            const figures = figuresOf(claim, lang);
            const key = claimKey(claim);
            return (
              <tr key={key} className={isOn('claim', key) ? 'on' : ''}>
                <td>{entityName(graph, fromKey(graph, claim), lang)}</td>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    style={{
                      color: `var(--${movesOf(claim.type) === 'nothing' ? 'ink2' : movesOf(claim.type)})`,
                    }}
                    onClick={() => dispatch('select', { kind: 'claim', key })}
                  >
                    {verbOf(claim.type, lang)}
                  </button>
                </th>
                <td>{entityName(graph, toKey(graph, claim), lang)}</td>
                <td>
                  {[figures.sum, figures.quantity, figures.rate].filter(Boolean).join(' · ') ||
                    (amountUnknown(claim) ? <em className="doubt">{t('amount.unknown')}</em> : '—')}
                </td>
                <td>
                  <span className="marks">
                    {marksOf([claim]).length === 0
                      ? [t(`modality.${claim.modality}`), claim.status && t(`status.${claim.status}`)]
                          .filter(Boolean)
                          .join(' · ')
                      : marksOf([claim]).map((mark) => (
                          <Chip key={mark} tone="warn">
                            {t(`mark.${mark}`)}
                          </Chip>
                        ))}
                  </span>
                </td>
                <td>{holdsWhen(claim, lang) ?? <em className="doubt">{t('claim.notDated')}</em>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
