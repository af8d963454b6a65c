import { useText } from '../locales/index.ts';
import { GRADE_LETTERS, type Grade } from '../state/encode.ts';

/** The grade of a source as a letter, with its words for who points at it or hears it. */
export function GradeMark({ grade, best = false }: { grade: Grade; best?: boolean }) {
  const t = useText();
  const words = best ? t('grade.best', { grade: t(`grade.${grade}`) }) : t(`grade.${grade}`);
  return (
    <span className={`grade ${grade}`} role="img" aria-label={words} title={words} data-grade={grade}>
      {GRADE_LETTERS[grade]}
    </span>
  );
}
