import './console.css';
import { DatabaseZap } from 'lucide-react';
import { useText } from '../../locales/index.ts';
import { EXAMPLES } from '../../state/console/examples.ts';
import { useAppState } from '../app-context.tsx';

/** Why there is nothing to run a query on, and what to do about it. */
function WithoutNeo4j() {
  const t = useText();
  return (
    <div className="alert" role="note">
      <DatabaseZap size={16} aria-hidden="true" />
      <div>
        <strong>{t('console.memory.title')}</strong>
        <p>{t('console.memory.text')}</p>
        <p>{t('console.memory.do')}</p>
      </div>
    </div>
  );
}

/** The console for Cypher. */
export function Console() {
  const t = useText();
  const memory = useAppState(({ server }) => server.store === 'memory');
  return (
    <section className="console" aria-label={t('command.console')}>
      {memory && <WithoutNeo4j />}
      <h2>{t('console.examples')}</h2>
      <ul className="console-examples">
        {EXAMPLES.map(({ name, query }) => (
          <li key={name}>
            <h3>{t(`console.example.${name}`)}</h3>
            <p>{t(`console.example.${name}.text`)}</p>
            <pre>{query}</pre>
          </li>
        ))}
      </ul>
    </section>
  );
}
