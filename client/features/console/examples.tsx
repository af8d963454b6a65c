import type { ConsoleSession } from '../../commands/console-session.ts';
import { useText } from '../../locales/index.ts';
import { EXAMPLES } from '../../state/console/examples.ts';
import { useSession } from './use-console.ts';

/** Queries that teach this graph. Where there is an editor, one is taken up by a press. */
export function Examples({ onTake }: { onTake?: ConsoleSession['take'] }) {
  const t = useText();
  return (
    <ol className="console-examples" aria-label={t('console.examples')}>
      {EXAMPLES.map(({ name, query, parameters }) => (
        <li key={name}>
          <h3>
            {onTake ? (
              <button
                type="button"
                className="link"
                data-example={name}
                onClick={() => onTake(query, parameters)}
              >
                {t(`console.example.${name}`)}
              </button>
            ) : (
              t(`console.example.${name}`)
            )}
          </h3>
          <p>{t(`console.example.${name}.text`)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{query}</pre>
        </li>
      ))}
    </ol>
  );
}

/** The examples beside the editor. */
export function ExamplesPane() {
  const session = useSession();
  return <Examples onTake={session.take} />;
}
