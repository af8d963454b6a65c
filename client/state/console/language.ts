/** What the editor asks of the worker that knows Cypher, and what it answers. Places are offsets in UTF-16 units. */

type Span = { readonly from: number; readonly to: number };
/** How a word is coloured. */
export type TokenStyle =
  | 'keyword'
  | 'name'
  | 'label'
  | 'property'
  | 'call'
  | 'text'
  | 'number'
  | 'parameter'
  | 'comment';
export type Token = Span & { readonly style: TokenStyle };
export type Remark = Span & { readonly severity: 'error' | 'warning' | 'info'; readonly message: string };
export type SuggestionKind =
  | 'keyword'
  | 'label'
  | 'type'
  | 'property'
  | 'function'
  | 'procedure'
  | 'variable'
  | 'parameter';
export type Suggestion = {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** What is put in, where it is not the label itself. */
  readonly insert?: string;
  /** A signature. */
  readonly detail?: string;
};

/** What of the database the worker goes by: names that exist. */
export type LanguageSchema = {
  readonly labels: readonly string[];
  readonly types: readonly string[];
  readonly properties: readonly string[];
  readonly procedures: readonly Callable[];
  readonly functions: readonly Callable[];
};
/** A procedure or function that a query may call. */
export type Callable = {
  readonly name: string;
  readonly signature: string;
  readonly description: string;
};

/** What is answered to each question. */
export type Answers = {
  /** Words and parameters: quick, for what is being typed. */
  colour: { tokens: readonly Token[]; parameters: readonly string[] };
  /** What is wrong with it: takes a while. */
  check: { remarks: readonly Remark[] };
  complete: { from: number; suggestions: readonly Suggestion[] };
};
export type Questions = {
  colour: { text: string };
  check: { text: string };
  complete: { text: string; at: number; manual: boolean };
};
export type QuestionName = keyof Questions;
export type Question = {
  [Name in QuestionName]: { id: number; name: Name; of: Questions[Name] };
}[QuestionName];
export type ToWorker = Question | { name: 'schema'; schema: LanguageSchema };
/** Undefined where a later question has made it pointless. */
export type FromWorker = { id: number; answer: Answers[QuestionName] | undefined };
