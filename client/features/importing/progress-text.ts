import { useText } from '../../locales/index.ts';
import { count } from '../../state/format.ts';
import { type Run, stageOf } from '../../state/importing/run.ts';
import { useLang } from '../app-context.tsx';
import { useImport } from './use-import.ts';
import { sizeText } from './words.ts';

/** How far something is, in words: bytes while the file is sent, records afterwards. */
export function useProgressText({ step, done, total }: Run): string {
  const size = useImport(({ file }) => file?.size ?? 0);
  const t = useText();
  const lang = useLang();
  const stage = t(`import.stage.${stageOf(step)}`);
  // How much of it has been sent the browser does not say, only how much there is.
  if (step === 'sending') return t('import.progress.some', { stage, done: sizeText(size) });
  if (done === 0) return stage;
  const number = (value: number) => (step === 'receiving' ? sizeText(value) : count(value, lang));
  return total === undefined
    ? t('import.progress.some', { stage, done: number(done) })
    : t('import.progress.of', { stage, done: number(done), total: number(total) });
}
