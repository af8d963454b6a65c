import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { sameDatasets } from '../../state/datasets.ts';
import { count, nameOf } from '../../state/format.ts';
import { useApp, useLang, useView } from '../app-context.tsx';
import { Counts } from './counts.tsx';
import { useImport, useSession } from './use-import.ts';

/** What came of a load, and what can be done now. */
export function EndedRoom() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const session = useSession();
  const { datasets } = useView();
  const outcome = useImport((state) => state.outcome);
  const summary = useImport(({ found }) => found?.ended);
  if (!outcome) return null;
  if (outcome.kind !== 'loaded')
    return (
      <>
        <div className="import-body" data-testid="import-ended" data-outcome={outcome.kind}>
          <div className="alert" role="alert">
            <TriangleAlert size={16} aria-hidden="true" />
            <span>{outcome.trouble}</span>
          </div>
          <p className="import-lead">{t(`import.outcome.${outcome.kind}`)}</p>
        </div>
        <footer>
          <span />
          <span className="actions">
            {outcome.kind === 'unknown' && (
              <Button
                look="outline"
                text={t('import.lookAgain')}
                onClick={() => void session.lookAgain().catch(reportError)}
              />
            )}
            <Button look="primary" text={t('import.back')} onClick={() => session.back()} />
          </span>
        </footer>
      </>
    );
  const { served } = outcome;
  const show = (chosen: readonly string[]) => {
    session.leave();
    context.store.setState({ dialog: undefined });
    dispatch('datasets', chosen);
  };
  const beside = [...new Set([...datasets, served.id])];
  const shown = sameDatasets(datasets, [served.id]);
  return (
    <>
      <div className="import-body" data-testid="import-ended" data-outcome="loaded">
        <p className="import-lead done" role="status">
          <CircleCheck size={18} aria-hidden="true" />
          <span>
            {t('import.outcome.loaded', {
              name: nameOf(served, lang),
              entities: count(served.counts.entities, lang),
              claims: count(served.counts.claims, lang),
            })}
          </span>
        </p>
        {summary && <Counts summary={summary} did />}
      </div>
      <footer>
        <span className="actions">
          <Button look="outline" text={t('import.another')} onClick={() => session.leave()} />
          <Button
            look="outline"
            text={t('own.duplicates')}
            onClick={() => {
              session.leave();
              dispatch('duplicates', served.id);
            }}
            data-command="duplicates"
          />
        </span>
        <span className="actions">
          {!shown && !sameDatasets(beside, [served.id]) && (
            <Button look="outline" text={t('import.showBeside')} onClick={() => show(beside)} />
          )}
          <Button
            look="primary"
            text={t(shown ? 'import.close' : 'import.show')}
            onClick={() => show([served.id])}
            data-command="datasets"
          />
        </span>
      </footer>
    </>
  );
}
