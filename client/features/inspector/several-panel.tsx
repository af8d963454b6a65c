import '../../styles/select.css';
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { entityName } from '../../commands/names.ts';
import { Chip, Fact, Section } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { classText, type NodeClass, nodeClass } from '../../state/encode.ts';
import { money, verbOf } from '../../state/format.ts';
import { claimKey, claimsAmong, entityAt, neighboursOf } from '../../state/graph.ts';
import { loopsThroughEntity } from '../../state/loops.ts';
import type { Chosen } from '../../state/selection.ts';
import { sumsOf } from '../../state/sums.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopLinks } from '../loops/loop-links.tsx';
import { SeveralCharts } from './charts.tsx';
import { ClaimLine } from './claim-line.tsx';

/** The most that are listed at first. */
const AT_ONCE = 30;

const tally = <T extends string>(things: readonly T[]): [T, number][] => {
  const counts = new Map<T, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
};

/** Several entities and claims: how many of what, what they come to, what they have in common, and each of them. */
export function SeveralPanel({ chosen }: { chosen: Chosen }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const loops = useAppState((state) => state.loops);
  const { placed } = useView();
  const [most, setMost] = useState(AT_ONCE);
  const { entities, claims } = chosen;

  const facts = useMemo(() => {
    const of = entities.flatMap((key) => entityAt(graph, key) ?? []);
    const picked = claims.flatMap((key) => graph.claims.get(key) ?? []);
    const among = entities.length > 1 ? claimsAmong(graph, new Set(entities)) : [];
    const own = new Set(claims);
    const all = [...picked, ...among.filter((claim) => !own.has(claimKey(claim)))];
    const onCanvas = claimsAmong(graph, new Set(Object.keys(placed)));
    // Of very many, nobody asks what all of them have in common.
    const [first, ...others] =
      entities.length <= 200 ? entities.map((key) => neighboursOf(graph, onCanvas, key)) : [];
    const shared = (first ?? []).filter((key) => others.every((keys) => keys.includes(key)));
    const through = entities.length <= 12 ? entities.map((key) => loopsThroughEntity(graph, loops, key)) : [];
    return {
      kinds: tally(of.map(nodeClass)),
      types: tally(all.map(({ type }) => type)),
      sums: sumsOf(graph, all),
      money: all.length,
      shared: entities.length > 1 ? shared : [],
      loops:
        entities.length > 1
          ? (through[0] ?? []).filter((loop) => through.every((list) => list.includes(loop)))
          : [],
      picked,
    };
  }, [graph, loops, placed, entities, claims]);

  return (
    <>
      <header className="inspector-head">
        <p className="over">{t('several.kind')}</p>
        <h2>
          {[
            entities.length > 0 && t('several.entities', { count: entities.length }),
            claims.length > 0 && t('several.claims', { count: claims.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </h2>
        <div className="actions">
          <CommandButton name="expandSelected" wide look="primary" />
          <CommandButton name="collapse" wide look="outline" />
          {entities.length === 2 && claims.length === 0 && (
            <CommandButton name="paths" label={t('several.paths')} wide look="outline" />
          )}
          <CommandButton name="isolate" wide look="outline" />
          <CommandButton name="pin" look="outline" />
          <CommandButton name="hide" look="outline" />
          <CommandButton name="selectNeighbours" look="outline" />
          <CommandButton name="selectInvert" look="outline" />
        </div>
      </header>
      {facts.kinds.length > 0 && (
        <Section title={t('several.kinds')}>
          <ul className="tally" data-testid="several-kinds">
            {facts.kinds.map(([of, count]: [NodeClass, number]) => (
              <li key={of}>
                <KindIcon of={of} /> <span>{classText(of, lang)}</span>
                <span className="count">{count}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t(claims.length > 0 ? 'several.claimsBoth' : 'several.between')} note={facts.money}>
        {facts.money === 0 ? (
          <p className="help">{t('several.noClaims')}</p>
        ) : (
          <ul className="tally" data-testid="several-types">
            {facts.types.map(([type, count]) => (
              <li key={type}>
                <span>{verbOf(type, lang)}</span>
                <span className="count">{count}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {(facts.sums.sums.length > 0 || facts.sums.unknown > 0) && (
        <Section title={t('several.sums')}>
          <dl className="facts" data-testid="several-sums">
            {facts.sums.sums.map(({ currency, total, claims: count }) => (
              <Fact key={currency} name={currency === '' ? t('several.noCurrency') : currency}>
                {money(total, currency === '' ? undefined : currency, lang)}{' '}
                <span className="aside">{t('several.claims', { count })}</span>
              </Fact>
            ))}
            {facts.sums.unknown > 0 && (
              <Fact name={t('loop.unknown')}>
                <em className="doubt">{t('several.claims', { count: facts.sums.unknown })}</em>
              </Fact>
            )}
          </dl>
          <p className="help">{t('several.sums.help')}</p>
        </Section>
      )}
      {entities.length > 1 && (
        <Section title={t('several.common')}>
          {facts.shared.length === 0 && facts.loops.length === 0 && (
            <p className="help">{t('several.nothingCommon')}</p>
          )}
          <div className="marks wrap" data-testid="several-common">
            {facts.shared.slice(0, AT_ONCE).map((key) => (
              <button key={key} type="button" className="link" onClick={() => dispatch('visit', key)}>
                <Chip>{entityName(graph, key, lang)}</Chip>
              </button>
            ))}
          </div>
          <LoopLinks loops={facts.loops} most={3} />
        </Section>
      )}
      {entities.length > 1 && <SeveralCharts keys={entities} />}
      {entities.length > 0 && (
        <Section title={t('several.list')} note={entities.length}>
          <ul className="picked" data-testid="several-list">
            {entities.slice(0, most).map((key) => {
              const entity = entityAt(graph, key);
              return (
                <li key={key}>
                  {entity && <KindIcon of={nodeClass(entity)} />}
                  <button
                    type="button"
                    className="link plain"
                    onClick={() => dispatch('select', { kind: 'entity', key })}
                  >
                    {entityName(graph, key, lang)}
                  </button>
                  <Button
                    icon={X}
                    small
                    label={t('several.drop', { subject: entityName(graph, key, lang) })}
                    onClick={() => dispatch('selectToggle', { entities: [key] })}
                  />
                </li>
              );
            })}
          </ul>
          {entities.length > most && (
            <Button
              small
              look="outline"
              text={t('loops.more', {
                count: Math.min(entities.length - most, AT_ONCE),
                n: entities.length - most,
              })}
              onClick={() => setMost(most + AT_ONCE)}
            />
          )}
        </Section>
      )}
      {facts.picked.length > 0 && (
        <Section title={t('entity.claims')} note={facts.picked.length}>
          <ul className="claim-list">
            {facts.picked.slice(0, most).map((claim) => (
              <li key={claimKey(claim)}>
                <ClaimLine claim={claim} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
