import { GitCompareArrows, X } from 'lucide-react';
import { Fragment } from 'react';
import { amountIn } from '../../commands/ledger.ts';
import { entityName, loopTitle } from '../../commands/names.ts';
import { Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { type TextKey, useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import type { Loop } from '../../state/loops.ts';
import { type Step, sharing, stepsOf, toldApart } from '../../state/side-by-side.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LegLine } from '../loops/leg-line.tsx';
import { Bottleneck, LoopMarks, ReturnedMoney, UnknownLegs, WeakestLeg } from '../loops/loop-facts.tsx';
import { TableFrame } from './frame.tsx';

/** A fact of each loop, by name. */
const FACTS: readonly { head: TextKey; Value: (props: { loop: Loop }) => React.ReactNode }[] = [
  { head: 'beside.length', Value: ({ loop }) => loop.length },
  { head: 'loop.bottleneck', Value: Bottleneck },
  { head: 'loop.unknownLegs', Value: UnknownLegs },
  { head: 'loop.returned', Value: ReturnedMoney },
  { head: 'loop.order', Value: OrderText },
  { head: 'loop.weakest', Value: WeakestLeg },
  { head: 'beside.marks', Value: LoopMarks },
];

function OrderText({ loop }: { loop: Loop }) {
  const t = useText();
  return t(`order.${loop.order}`);
}

/** A leg, and where each of the loops has it: its number and amount, or that the loop is without it. */
function StepRow({ step, loops }: { step: Step; loops: readonly Loop[] }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const title = [
    entityName(graph, step.from, lang),
    verbOf(step.type, lang),
    entityName(graph, step.to, lang),
  ];
  return (
    <tr>
      <th scope="row">
        {title.join(' ')}
        {toldApart(step) && <span className="aside"> {t('beside.otherClaim')}</span>}
      </th>
      {loops.map((loop, index) => {
        const found = step.at[index];
        if (!found)
          return (
            <td key={loop.id} className="without">
              <span aria-hidden="true">—</span>
              <span className="unseen">{t('beside.without')}</span>
            </td>
          );
        const amount = amountIn({ graph, lang, t }, found.leg.claim);
        return (
          <td key={loop.id}>
            <button
              type="button"
              className="link"
              onClick={() => dispatch('select', { kind: 'claim', key: claimKey(found.leg.claim) })}
            >
              {t('beside.leg', { k: found.number })}
            </button>{' '}
            {amount ?? <em className="doubt">{t('amount.unknown')}</em>}
          </td>
        );
      })}
    </tr>
  );
}

/** Loops side by side: what they have in common, where they differ, and what bounds each. */
export function CompareView() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { picked } = useView().stage;
  const graph = useAppState((state) => state.graph);
  const all = useAppState((state) => state.loops);
  const loops = picked.flatMap((id) => all.find((loop) => loop.id === id) ?? []);
  const steps = stepsOf(graph, loops);
  const parts: readonly (readonly [TextKey, readonly Step[]])[] = [
    ['beside.shared', steps.filter((step) => sharing(step) > 1)],
    ['beside.own', steps.filter((step) => sharing(step) === 1)],
  ];
  return (
    <TableFrame name={t('command.compareLoops')} testId="compare-view">
      {loops.length === 0 ? (
        <Empty icon={GitCompareArrows} title={t('beside.none')}>
          {t('beside.none.text')}
        </Empty>
      ) : (
        <>
          <div className="table-head">
            <h2>{t('beside.title', { count: loops.length })}</h2>
            <CommandButton name="flowPicked" wide small look="outline" />
            <CommandButton name="clearPicked" wide small look="outline" />
          </div>
          {loops.length === 1 && <p className="help">{t('beside.another')}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="wide-table" tabIndex={0} aria-label={t('command.compareLoops')}>
            <table className="compare" data-testid="compare-table">
              <thead>
                <tr>
                  <td />
                  {loops.map((loop) => (
                    <th key={loop.id} scope="col">
                      <div className="compare-head">
                        <button
                          type="button"
                          className="link plain"
                          onClick={() => dispatch('open', { kind: 'loop', id: loop.id })}
                        >
                          <LegLine loop={loop} />
                        </button>
                        <Button
                          icon={X}
                          small
                          label={t('beside.drop', { title: loopTitle(graph, loop, lang) })}
                          onClick={() => dispatch('pickLoop', loop.id)}
                        />
                      </div>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {FACTS.map(({ head, Value }) => (
                  <tr key={head}>
                    <th scope="row">{t(head)}</th>
                    {loops.map((loop) => (
                      <td key={loop.id}>
                        <Value loop={loop} />
                      </td>
                    ))}
                  </tr>
                ))}
                {parts.map(
                  ([head, of]) =>
                    of.length > 0 && (
                      <Fragment key={head}>
                        <tr className="part">
                          <th scope="colgroup" colSpan={loops.length + 1}>
                            {t(head)} <span className="note">{of.length}</span>
                          </th>
                        </tr>
                        {of.map((step) => (
                          <StepRow key={step.id} step={step} loops={loops} />
                        ))}
                      </Fragment>
                    ),
                )}
              </tbody>
            </table>
          </section>
          <p className="help">{t('loop.notConverted')}</p>
        </>
      )}
    </TableFrame>
  );
}
