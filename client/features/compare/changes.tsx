import type { ReactNode } from 'react';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { entityName } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import type { Change, Side } from '../../state/compare.ts';
import { isOffOn, type LoopChange, type Statement, signatureOf } from '../../state/difference.ts';
import { figuresOf, shortMoney, when } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import type { Loop } from '../../state/loops.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { ClaimLine } from '../inspector/claim-line.tsx';
import { LegLine } from '../loops/leg-line.tsx';

/** A row with its sign: that it is new, gone or changed is said, not only coloured. */
function Row({ change, children }: { change: Change; children: ReactNode }) {
  const t = useText();
  return (
    <li data-change={change}>
      <span className={`sign ${change}`}>
        <span className="unseen">{t(`compare.${change}`)}: </span>
      </span>
      <div>{children}</div>
    </li>
  );
}

/** How a claim stood: its figure, its status, whether it was called off. */
function useStand(): (claim: StoredClaim, side: Side) => string {
  const t = useText();
  const lang = useLang();
  return (claim, side) => {
    const { sum, rate, quantity } = figuresOf(claim, lang);
    const off =
      isOffOn(claim, side) &&
      (claim.calledOffKnownOn === undefined
        ? t('compare.off')
        : t('compare.off.since', { date: when(claim.calledOffKnownOn, lang) }));
    return [sum ?? quantity ?? rate ?? t('amount.unknown'), claim.status && t(`status.${claim.status}`), off]
      .filter(Boolean)
      .join(' · ');
  };
}

export function ChangedClaim({ of: { before, after, change } }: { of: Statement & { change: Change } }) {
  const t = useText();
  const stand = useStand();
  const { compare } = useView();
  const shown = after ?? before;
  if (!shown || !compare) return null;
  return (
    <Row change={change}>
      <ClaimLine claim={shown} />
      {change === 'changed' && before && after && (
        <p className="was">
          {/* Of one claim that was called off since, only the end has changed. */}
          {claimKey(before) === claimKey(after) ? (
            <span>{t('compare.is', { text: stand(after, compare.after) })}</span>
          ) : (
            <>
              <span>{t('compare.was', { text: stand(before, compare.before) })}</span>
              <span>{t('compare.is', { text: stand(after, compare.after) })}</span>
            </>
          )}
        </p>
      )}
    </Row>
  );
}

/** How a loop stood: its weakest status, what bounds it. */
function useLoopStand(): (loop: Loop) => string {
  const t = useText();
  const lang = useLang();
  return ({ weakest, bottleneck, order }) =>
    [
      weakest.status ? t(`status.${weakest.status}`) : t('status.unknown'),
      ...bottleneck.currencies.map(({ atMost, currency }) => `≤ ${shortMoney(atMost, currency, lang)}`),
      bottleneck.unknown > 0 && t('compare.unknownSums', { count: bottleneck.unknown }),
      t(`order.${order}`),
    ]
      .filter(Boolean)
      .join(' · ');
}

export function ChangedLoop({ of: { loop, was, change } }: { of: LoopChange }) {
  const { dispatch } = useApp();
  const t = useText();
  const stand = useLoopStand();
  const graph = useAppState((state) => state.graph);
  const listed = useAppState(({ loops }) => {
    const name = signatureOf(graph, loop);
    return loops.find((other) => signatureOf(graph, other) === name)?.id;
  });
  return (
    <Row change={change}>
      {listed === undefined ? (
        // No longer a loop of the list: its legs can still be read one by one.
        <details>
          <summary>
            <LegLine loop={loop} />
          </summary>
          {loop.legs.map(({ claim }) => (
            <ClaimLine key={claimKey(claim)} claim={claim} />
          ))}
        </details>
      ) : (
        <button
          type="button"
          className="claim-line"
          onClick={() => dispatch('open', { kind: 'loop', id: listed })}
        >
          <LegLine loop={loop} />
        </button>
      )}
      {was && (
        <p className="was">
          <span>{t('compare.was', { text: stand(was) })}</span>
          <span>{t('compare.is', { text: stand(loop) })}</span>
        </p>
      )}
    </Row>
  );
}

export function ChangedEntity({ of: key, change }: { of: string; change: Change }) {
  const { dispatch } = useApp();
  const lang = useLang();
  const name = useAppState(({ graph }) => entityName(graph, key, lang));
  return (
    <Row change={change}>
      <button type="button" className="claim-line" onClick={() => dispatch('visit', key)}>
        <b>{name}</b>
      </button>
    </Row>
  );
}
