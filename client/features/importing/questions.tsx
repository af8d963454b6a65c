import { useText } from '../../locales/index.ts';
import { count } from '../../state/format.ts';
import { useLang } from '../app-context.tsx';
import { useImport, useSession } from './use-import.ts';
import { optionText, questionParts, questionText, readingOf } from './words.ts';

/** From so many answers on, they are a list to choose from. */
const FEW = 3;

/** What can be read in more than one way, with its examples: the reader says which is meant, and can say otherwise later. */
export function Questions() {
  const t = useText();
  const lang = useLang();
  const session = useSession();
  const asked = useImport((state) => state.asked);
  const answers = useImport(({ reading }) => reading.answers);
  if (asked.length === 0) return null;
  return (
    <section className="import-part" aria-labelledby="import-questions" data-testid="import-questions">
      <h3 id="import-questions">{t('import.questions')}</h3>
      <p className="help">{t('import.questions.text')}</p>
      {asked.map((question) => {
        const { id, options, examples } = question;
        const { kind } = questionParts(id);
        const answer = answers[id] ?? '';
        const text = questionText(t, question);
        return (
          <fieldset key={id} className="import-question" data-question={id}>
            <legend>{text}</legend>
            <p className="aside">
              {t('import.examples', {
                count: question.count,
                number: count(question.count, lang),
                list: examples.join(lang === 'zh' ? '、' : ', '),
              })}
            </p>
            {options.length <= FEW ? (
              <div className="import-answers">
                {options.map((option) => {
                  const read = readingOf(kind, option, examples[0] ?? '', lang);
                  return (
                    <label key={option}>
                      <input
                        type="radio"
                        name={id}
                        value={option}
                        checked={answer === option}
                        onChange={() => session.answer(id, option)}
                      />
                      <span>
                        {optionText(t, lang, id, option)}
                        {read !== undefined && (
                          <span className="aside">
                            {' '}
                            {t('import.readAs', { example: examples[0] ?? '', read })}
                          </span>
                        )}
                      </span>
                    </label>
                  );
                })}
              </div>
            ) : (
              <select
                aria-label={text}
                value={answer}
                onChange={({ target }) => session.answer(id, target.value)}
              >
                <option value="">{t('field.choose')}</option>
                {options.map((option) => (
                  <option key={option} value={option}>
                    {optionText(t, lang, id, option)}
                  </option>
                ))}
              </select>
            )}
          </fieldset>
        );
      })}
    </section>
  );
}
