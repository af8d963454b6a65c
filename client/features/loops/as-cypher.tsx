import { useQuery } from '@tanstack/react-query';
import { Copy, SquareTerminal } from 'lucide-react';
import { askedOf } from '../../commands/what-if.ts';
import { Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { cypherText } from '../../state/cypher.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { Unanswered } from './question.tsx';

/** The question of the list as a query that finds the same on Neo4j; or why there is none, constraint by constraint. */
export function AsCypher() {
  const { dispatch, queries, context } = useApp();
  const t = useText();
  const inConsole = useAppState(({ server }) => server.store !== 'memory');
  // What is asked is made of the view.
  useView();
  const { data, error, refetch } = useQuery(queries.loopsCypher(askedOf(context.store.getState())));
  if (error) return <Unanswered error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} label={t('app.loading')} />;
  if (data.query === null)
    return (
      <div className="breakers-body" data-testid="cypher-not">
        <p className="help">{t('cypher.not')}</p>
        <ul className="cypher-reasons">
          {data.reasons.map(({ constraint }) => (
            <li key={constraint}>{t(`cypher.why.${constraint}`)}</li>
          ))}
        </ul>
      </div>
    );
  const { query, parameters } = data;
  const text = cypherText(query, parameters);
  return (
    <div className="breakers-body" data-testid="cypher">
      <p className="help">{t('cypher.help')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a text is no fieldset */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="cypher" tabIndex={0} role="group" aria-label={t('cypher.title')}>
        {text}
      </pre>
      <span className="marks">
        <Button
          icon={Copy}
          small
          look="outline"
          text={t('cypher.copy')}
          onClick={() => dispatch('copyText', text)}
        />
        {inConsole && (
          <Button
            icon={SquareTerminal}
            small
            look="outline"
            text={t('cypher.open')}
            onClick={() => dispatch('openQuery', { query, parameters })}
          />
        )}
      </span>
    </div>
  );
}
