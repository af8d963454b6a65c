import { Check, Circle, LoaderCircle } from 'lucide-react';
import { useText } from '../../locales/index.ts';
import { begun, partOf, STAGES, stageOf } from '../../state/importing/run.ts';
import { CommandButton } from '../command-button.tsx';
import { useProgressText } from './progress-text.ts';
import { useImport } from './use-import.ts';

/** How far a load is, step by step, and how to end it. */
export function LoadingRoom() {
  const t = useText();
  const run = useImport((state) => state.run) ?? begun;
  const file = useImport((state) => state.file?.name ?? '');
  const now = STAGES.indexOf(stageOf(run.step));
  const part = partOf(run);
  const text = useProgressText(run);
  return (
    <>
      <div className="import-body" data-testid="import-loading">
        <p className="import-lead">{t('import.loading', { name: file })}</p>
        <ol className="import-steps">
          {STAGES.map((stage, at) => {
            const Icon = at < now ? Check : at === now ? LoaderCircle : Circle;
            return (
              <li
                key={stage}
                className={at === now ? 'now' : at < now ? 'done' : ''}
                aria-current={at === now ? 'step' : undefined}
              >
                <Icon size={15} aria-hidden="true" />
                <span>{t(`import.stage.${stage}`)}</span>
              </li>
            );
          })}
        </ol>
        <progress aria-label={text} {...(part === undefined ? {} : { max: 1, value: part })} />
        <output data-testid="import-progress">{text}</output>
      </div>
      <footer>
        <span className="aside">{t('import.mayClose')}</span>
        <span className="actions">
          <CommandButton name="importCancel" wide look="outline" />
        </span>
      </footer>
    </>
  );
}
