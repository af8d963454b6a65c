import { TriangleAlert } from 'lucide-react';
import { canLoad } from '../../commands/import-session.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { count as countText } from '../../state/format.ts';
import { begun, partOf, readiness } from '../../state/importing/run.ts';
import { ownAt, targetFault } from '../../state/importing/target.ts';
import { canWrite } from '../../state/server.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Counts } from './counts.tsx';
import { FileLine } from './file-line.tsx';
import { Notices } from './notices.tsx';
import { ProblemList } from './problem-list.tsx';
import { useProgressText } from './progress-text.ts';
import { Questions } from './questions.tsx';
import { Tables } from './tables.tsx';
import { TargetFields } from './target-fields.tsx';
import { useImport, useSession } from './use-import.ts';

/** What stands at the foot: what is the matter, or what comes next. */
function useStanding(): string {
  const t = useText();
  const lang = useLang();
  const state = useImport((now) => now);
  const run = useProgressText(state.run ?? begun);
  const { doing, trouble, stale, found } = state;
  if (doing === 'checking') return run;
  if (trouble !== undefined) return '';
  if (stale || !found?.ended) return t('import.stale');
  const { problems, questions } = found.ended;
  const ready = readiness(found.ended);
  if (ready === 'ready' || ready === 'same') return t(`import.standing.${ready}`);
  return [
    questions > 0 && t('import.standing.questions', { count: questions }),
    problems > 0 && t('import.standing.problems', { count: problems, number: countText(problems, lang) }),
  ]
    .filter(Boolean)
    .join(' ');
}

function Foot() {
  const { dispatch } = useApp();
  const t = useText();
  const session = useSession();
  const standing = useStanding();
  const checking = useImport(({ doing }) => doing === 'checking');
  const ready = useImport(canLoad);
  const target = useImport((state) => state.target);
  const fault = useAppState(({ served }) => targetFault(target, served));
  const own = useAppState(({ served }) => ownAt(served, target));
  const writable = useAppState(canWrite);
  const load = !own ? 'import.load' : target.mode === 'add' ? 'import.load.add' : 'import.load.replace';
  return (
    <footer>
      <output data-testid="import-standing">{standing}</output>
      <span className="actions">
        {checking && <Button look="outline" text={t('import.stop')} onClick={() => session.cancel()} />}
        {/* Neither takes the place of the other: pressed twice in haste, one must not be the other. */}
        <Button
          type="submit"
          look={ready ? 'outline' : 'primary'}
          text={t('import.check')}
          disabled={checking || fault !== undefined}
          data-command="importCheck"
        />
        <Button
          look={ready ? 'primary' : 'outline'}
          text={t(load)}
          disabled={!ready || !writable || fault !== undefined}
          onClick={() => dispatch('importLoad')}
          data-command="importLoad"
        />
      </span>
    </footer>
  );
}

/** What a dry run has found, and what the reader has to say to it. */
export function CheckRoom() {
  const { dispatch } = useApp();
  const t = useText();
  const found = useImport((state) => state.found);
  const trouble = useImport((state) => state.trouble);
  const run = useImport(({ doing, run: now }) => (doing === 'checking' ? (now ?? begun) : undefined));
  const stale = useImport((state) => state.stale || state.doing === 'checking');
  const part = run && partOf(run);
  return (
    <form
      className="import-form"
      onSubmit={(event) => {
        event.preventDefault();
        dispatch('importCheck');
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="import-body" tabIndex={0} aria-label={t('import.title')} data-testid="import-check">
        <FileLine />
        {trouble !== undefined && (
          <div className="alert" role="alert" data-testid="import-trouble">
            <TriangleAlert size={16} aria-hidden="true" />
            <span>{trouble}</span>
          </div>
        )}
        {run && (
          <progress
            className="import-checking"
            aria-label={t('import.checking')}
            {...(part === undefined ? {} : { max: 1, value: part })}
          />
        )}
        <TargetFields />
        <Questions />
        {found?.ended && (
          <>
            {stale && <p className="help import-before">{t('import.asBefore')}</p>}
            <ProblemList problems={found.problems} count={found.ended.problems} />
            <Counts summary={found.ended} />
          </>
        )}
        <Tables />
        {found && <Notices notices={found.notices} />}
      </section>
      <Foot />
    </form>
  );
}
