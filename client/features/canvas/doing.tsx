import { useText } from '../../locales/index.ts';
import { useAppState } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';

/** What is being worked out for the canvas, how far it is, and how to give it up. */
export function Doing() {
  const t = useText();
  const arranging = useAppState((state) => state.arranging);
  const gauging = useAppState((state) => state.gauging);
  const importing = useAppState((state) => (state.dialog === 'importing' ? undefined : state.importing));
  if (importing) {
    const text = t('import.loading', { name: importing.name });
    return (
      <div className="float doing" role="status" data-testid="import-doing">
        <span>{text}</span>
        <progress
          aria-label={text}
          {...(importing.part === undefined ? {} : { max: 1, value: importing.part })}
        />
        <CommandButton name="importCancel" />
      </div>
    );
  }
  if (gauging && !arranging) {
    const text = t('gauge.working', { subject: t(`gauge.${gauging}`) });
    return (
      <div className="float doing" role="status" data-testid="gauging">
        <span>{text}</span>
        {/* How far it is nobody can tell. */}
        <progress aria-label={text} />
        <CommandButton name="gaugeCancel" />
      </div>
    );
  }
  if (!arranging) return null;
  return (
    <div className="float doing" role="status" data-testid="arranging">
      <span>{t('canvas.arranging')}</span>
      <progress max={1} value={arranging.done} aria-label={t('canvas.arranging')} />
      <CommandButton name="layoutCancel" />
    </div>
  );
}
