import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  insertCompletionText,
} from '@codemirror/autocomplete';
import type { Suggestion, SuggestionKind } from '../../../state/console/language.ts';
import { openText } from '../../../state/console/query-text.ts';
import type { Language } from './language.ts';

/** An entity that a text may name. */
export type Named = { readonly id: string; readonly name: string; readonly dataset: string };
export type FindEntities = (text: string, signal: AbortSignal) => Promise<readonly Named[]>;

/** What is most likely meant comes first: names of the graph before words of the language. */
const BOOST: Readonly<Record<SuggestionKind, number>> = {
  variable: 6,
  parameter: 5,
  label: 4,
  type: 4,
  property: 3,
  procedure: 2,
  function: 1,
  keyword: 0,
};

const completionOf = ({ label, kind, insert, detail }: Suggestion): Completion => ({
  label,
  type: kind,
  boost: BOOST[kind],
  ...(insert === undefined ? {} : { apply: insert }),
  ...(detail === undefined ? {} : { detail }),
});

const words =
  (language: Language): CompletionSource =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.matchBefore(/[\p{L}\p{N}_$.]+|[:.$(]\s*/u);
    if (!before && !context.explicit) return null;
    const found = await language.ask('complete', {
      text: context.state.doc.toString(),
      at: context.pos,
      manual: context.explicit,
    });
    if (!found || context.aborted || found.suggestions.length === 0) return null;
    return {
      from: found.from,
      options: found.suggestions.map(completionOf),
      validFor: /^[\p{L}\p{N}_]*$/u,
    };
  };

/** In a text: ids of entities, found by name in either language. */
const entities =
  (typed: string, find: FindEntities): CompletionSource =>
  async (context) => {
    if (typed.trim() === '') return null;
    const leaving = new AbortController();
    context.addEventListener('abort', () => leaving.abort());
    const found = await find(typed.trim(), leaving.signal);
    if (context.aborted || found.length === 0) return null;
    return {
      from: context.pos - typed.length,
      filter: false,
      options: found.map(({ id, name, dataset }) => ({
        label: name,
        detail: `${id} · ${dataset}`,
        type: 'entity',
        apply: (view, _completion, from, to) => view.dispatch(insertCompletionText(view.state, id, from, to)),
      })),
    };
  };

export const completeFrom =
  (language: Language, find: FindEntities): CompletionSource =>
  (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const typed = openText(line.text.slice(0, context.pos - line.from));
    return (typed === undefined ? words(language) : entities(typed, find))(context);
  };
