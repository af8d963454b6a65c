import { entityName } from '../../commands/names.ts';
import { removedText } from '../../commands/what-if.ts';
import { Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { canonical } from '../../state/graph.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopLinks } from '../loops/loop-links.tsx';

/** What goes with what is thought away: how many loops, which, and who is in no circle any more. */
export function WhatIfPanel() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const whatIf = useAppState((state) => state.whatIf);
  const graph = useAppState((state) => state.graph);
  const loops = useAppState((state) => state.loops);
  const subject = useAppState((state) => (state.whatIf ? removedText(state, state.whatIf.of, t) : ''));
  if (!whatIf) return null;
  const { answer, fault, of } = whatIf;
  const goes = new Set(answer?.goes);
  const going = loops.filter(({ id }) => goes.has(id));
  const total = answer ? answer.goes.length + answer.stays.length : 0;
  const entities = [...new Set(answer?.entities.map((key) => canonical(graph, key)))].filter(
    (key) => of.kind !== 'entity' || key !== canonical(graph, of.key),
  );
  return (
    <section
      className="what-if"
      aria-label={t('whatIf.title')}
      data-testid="what-if"
      aria-busy={!answer && !fault}
    >
      <header>
        <p className="over">{t('whatIf.title')}</p>
        <CommandButton name="whatIfClose" small />
      </header>
      <p className="what-if-subject">
        <s>{subject}</s>
      </p>
      {fault !== undefined ? (
        <>
          <p className="alert">{fault}</p>
          <CommandButton name="whatIfAgain" wide look="outline" small />
        </>
      ) : !answer ? (
        <Skeleton lines={3} label={t('whatIf.asking')} />
      ) : (
        <>
          <p className="what-if-result" data-testid="what-if-result">
            {total === 0 ? (
              t('whatIf.noLoops')
            ) : goes.size === 0 ? (
              t('whatIf.nothing')
            ) : (
              <>
                <b>{t('whatIf.goes', { count: goes.size, n: total })}</b>
                {' · '}
                {t('whatIf.stays', { count: answer.stays.length })}
              </>
            )}
          </p>
          {answer.truncated && <p className="help">{t('whatIf.truncated')}</p>}
          {going.length > 0 && (
            <div className="going" data-testid="what-if-goes">
              <LoopLinks loops={going} most={5} />
            </div>
          )}
          {goes.size > going.length && (
            <p className="help">{t('whatIf.beyond', { count: goes.size - going.length })}</p>
          )}
          {entities.length > 0 && (
            <div data-testid="what-if-entities">
              <p className="over">{t('whatIf.entities')}</p>
              <span className="marks">
                {entities.map((key) => (
                  <Button
                    key={key}
                    small
                    look="outline"
                    text={entityName(graph, key, lang)}
                    onClick={() => dispatch('visit', key)}
                  />
                ))}
              </span>
            </div>
          )}
        </>
      )}
    </section>
  );
}
