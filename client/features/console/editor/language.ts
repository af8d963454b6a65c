import type {
  Answers,
  FromWorker,
  LanguageSchema,
  Question,
  QuestionName,
  Questions,
  ToWorker,
} from '../../../state/console/language.ts';

/** The worker that knows Cypher, as questions that are answered: undefined where a later one has overtaken it. */
export type Language = {
  know(schema: LanguageSchema): void;
  ask<Name extends QuestionName>(name: Name, of: Questions[Name]): Promise<Answers[Name] | undefined>;
  stop(): void;
};

export function startLanguage(): Language {
  const worker = new Worker(new URL('../../../workers/cypher.worker.ts', import.meta.url), {
    type: 'module',
  });
  const waiting = new Map<number, (answer: FromWorker['answer']) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  const send = (message: ToWorker) => worker.postMessage(message);
  return {
    know: (schema) => send({ name: 'schema', schema }),
    ask: (name, of) => {
      const id = ++last;
      return new Promise((resolve) => {
        // The answer to a question has the type that belongs to its name.
        waiting.set(id, (answer) => resolve(answer as Answers[typeof name] | undefined));
        send({ id, name, of } as Question);
      });
    },
    stop: () => worker.terminate(),
  };
}
