import { Scissors } from 'lucide-react';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { claimTitle } from '../../commands/names.ts';
import { Fact, Section } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { claimKey } from '../../state/graph.ts';
import type { Loop } from '../../state/loops.ts';
import { sameRemoved } from '../../state/what-if.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LegLine } from '../loops/leg-line.tsx';
import { Bottleneck, LoopMarks, ReturnedMoney, UnknownLegs, WeakestLeg } from '../loops/loop-facts.tsx';
import { Question } from '../loops/question.tsx';
import { ClaimLine } from './claim-line.tsx';

const loadTellings = () => import('./tellings.tsx').then((module) => module.LoopTellings);

/** Takes one leg out, in thought. */
function WhatIfButton({ claim }: { claim: StoredClaim }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const of = { kind: 'claim' as const, key: claimKey(claim) };
  const on = useAppState(({ whatIf }) => sameRemoved(whatIf?.of, of));
  return (
    <Button
      icon={Scissors}
      small
      label={t('whatIf.leg', { subject: claimTitle(graph, claim, lang) })}
      aria-pressed={on}
      data-command="whatIfOf"
      onClick={() => dispatch('whatIfOf', of)}
    />
  );
}

/** A loop, with the ledger of its legs. */
export function LoopPanel({ loop }: { loop: Loop }) {
  const t = useText();
  const { isolated } = useView();
  return (
    <>
      <header className="inspector-head">
        <p className="over">
          {t('loop.kind')} · {t('loop.legs', { count: loop.length })}
        </p>
        <h2 className="loop-title">
          <LegLine loop={loop} />
        </h2>
        <LoopMarks loop={loop} />
        <div className="actions">
          <CommandButton name="play" label={t('loop.play')} wide look="primary" />
          <CommandButton name="isolate" wide look="outline" className={isolated ? 'on' : ''} />
          <CommandButton name="flow" wide look="outline" />
          <CommandButton name="ledger" wide look="outline" />
          <CommandButton name="pickSelected" wide look="outline" />
          <CommandButton name="cite" look="outline" />
        </div>
      </header>
      <div className="section">
        <dl className="facts">
          <Fact name={t('loop.bottleneck')}>
            <Bottleneck loop={loop} />
          </Fact>
          <Fact name={t('loop.unknownLegs')}>
            <UnknownLegs loop={loop} />
          </Fact>
          <Fact name={t('loop.order')}>{t(`order.${loop.order}`)}</Fact>
          <Fact name={t('loop.returned')}>
            <ReturnedMoney loop={loop} />
          </Fact>
          <Fact name={t('loop.weakest')}>
            <WeakestLeg loop={loop} />
          </Fact>
          <Fact name={t('loop.reading')}>{t(`loop.reading.${loop.reading}`)}</Fact>
        </dl>
      </div>
      {loop.combinations > 1 && (
        <div className="section">
          <Question
            key={loop.id}
            title={t('loop.tellings', { n: loop.combinations })}
            testId="tellings"
            load={loadTellings}
          />
        </div>
      )}
      {loop.restsOn.length > 0 && (
        <Section title={t('loop.restsOn')} note={loop.restsOn.length}>
          <p className="help">{t('loop.restsOn.help')}</p>
          <ul className="claim-list rests">
            {loop.restsOn.map(({ claim }) => (
              <li key={claimKey(claim)}>
                <ClaimLine claim={claim} summary />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('loop.ledger')} note={loop.legs.length}>
        <ol className="claim-list ledger" data-testid="ledger">
          {loop.legs.map((leg, index) => (
            <li key={claimKey(leg.claim)}>
              <div className="leg">
                <ClaimLine claim={leg.claim} number={`${index + 1}`} summary />
                <WhatIfButton claim={leg.claim} />
              </div>
              {leg.alternatives.length > 0 && (
                <details className="alternatives">
                  <summary>{t('loop.otherStatements', { count: leg.alternatives.length })}</summary>
                  {leg.alternatives.map((claim) => (
                    <ClaimLine key={claimKey(claim)} claim={claim} summary />
                  ))}
                </details>
              )}
            </li>
          ))}
        </ol>
        <p className="help">{t('loop.notConverted')}</p>
      </Section>
    </>
  );
}
