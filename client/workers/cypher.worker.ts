import {
  CypherLanguageService,
  type DbSchema,
  type Neo4jFunction,
  type Neo4jProcedure,
  parseParameters,
} from '@neo4j-cypher/language-support';
import { CompletionItemKind, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type {
  Answers,
  Callable,
  FromWorker,
  LanguageSchema,
  Question,
  QuestionName,
  Questions,
  Remark,
  Suggestion,
  SuggestionKind,
  Token,
  TokenStyle,
  ToWorker,
} from '../state/console/language.ts';
import { readSignature, type Signature, type Slot } from '../state/console/signature.ts';

/** Neo4j's language support, apart from the page: it is 7 MB, and judging a query takes some hundred milliseconds. */

const VERSION = 'CYPHER 5';
const service = new CypherLanguageService({ consoleCommandsEnabled: false });
let names: LanguageSchema = { labels: [], types: [], properties: [], procedures: [], functions: [] };
let schema: DbSchema = { defaultLanguage: VERSION };

const slots = (all: readonly Slot[]) =>
  all.map(({ name, type, byDefault }) => ({
    name,
    type,
    description: '',
    isDeprecated: false,
    ...(byDefault === undefined
      ? {}
      : { default: `DefaultParameterValue{value=${byDefault}, type=${type}}` }),
  }));

/** What may be called, by name. Of several forms of one name the first counts. */
const byName = <Entry>(all: readonly Callable[], entry: (one: Callable, of: Signature) => Entry) =>
  Object.fromEntries(all.toReversed().map((one) => [one.name, entry(one, readSignature(one.signature))]));

const procedureOf = (one: Callable, { takes, yields }: Signature): Neo4jProcedure => ({
  ...one,
  mode: 'READ',
  worksOnSystem: false,
  admin: false,
  argumentDescription: slots(takes),
  returnDescription: slots(yields),
  option: { deprecated: false },
});
const functionOf = (one: Callable, { takes, gives }: Signature): Neo4jFunction => ({
  ...one,
  category: '',
  isBuiltIn: true,
  aggregating: false,
  isDeprecated: false,
  argumentDescription: slots(takes),
  returnDescription: gives,
});

const schemaOf = ({ labels, types, properties, procedures, functions }: LanguageSchema): DbSchema => ({
  defaultLanguage: VERSION,
  labels: [...labels],
  relationshipTypes: [...types],
  propertyKeys: [...properties],
  procedures: { [VERSION]: byName(procedures, procedureOf) },
  functions: { [VERSION]: byName(functions, functionOf) },
});

const STYLES: Readonly<Record<string, TokenStyle>> = {
  comment: 'comment',
  keyword: 'keyword',
  keywordLiteral: 'keyword',
  booleanLiteral: 'number',
  numberLiteral: 'number',
  stringLiteral: 'text',
  label: 'label',
  property: 'property',
  function: 'call',
  predicateFunction: 'call',
  procedure: 'call',
  variable: 'name',
  symbolicName: 'name',
  paramDollar: 'parameter',
  paramValue: 'parameter',
};

function colour({ text }: Questions['colour']): Answers['colour'] {
  const tokens = service.highlightSyntax(text).flatMap(({ position, length, tokenType }): Token[] => {
    const style = STYLES[tokenType];
    const from = position.startOffset;
    return style && length > 0 && from + length <= text.length ? [{ from, to: from + length, style }] : [];
  });
  const parameters = parseParameters(text, false).map((name) => name.replaceAll('``', '`'));
  return {
    tokens: tokens.sort((a, b) => a.from - b.from || a.to - b.to),
    parameters: [...new Set(parameters)],
  };
}

/** The page itself asks for parameters, and says which have no value. */
const ABOUT_PARAMETER = /^Parameter .* is not defined\.$/s;

const wordsOf = (message: Diagnostic['message']): string =>
  typeof message === 'string' ? message : message.value;

function check({ text }: Questions['check']): Answers['check'] {
  const { diagnostics } = service.lint(text, schema);
  const within = (at: number) => Math.min(Math.max(at, 0), text.length);
  return {
    remarks: diagnostics
      .filter(({ message }) => !ABOUT_PARAMETER.test(wordsOf(message)))
      .map(({ offsets, severity, message }): Remark => {
        const from = within(offsets.start);
        return {
          from,
          to: Math.max(from, within(offsets.end)),
          severity: severity === DiagnosticSeverity.Error ? 'error' : 'warning',
          // What exists here is all there is: a query cannot add to it.
          message: wordsOf(message).replace(
            / is not present in the database\. Make sure.*$/s,
            ' is not present in the database.',
          ),
        };
      }),
  };
}

const KINDS: Partial<Record<CompletionItemKind, SuggestionKind>> = {
  [CompletionItemKind.Keyword]: 'keyword',
  [CompletionItemKind.Property]: 'property',
  [CompletionItemKind.Function]: 'function',
  [CompletionItemKind.Method]: 'procedure',
  [CompletionItemKind.Variable]: 'variable',
  [CompletionItemKind.EnumMember]: 'keyword',
};

function complete({ text, at, manual }: Questions['complete']): Answers['complete'] {
  const before = text.slice(0, at);
  const word = /[\p{L}\p{N}_$.]*$/u.exec(before)?.[0] ?? '';
  const types = new Set(names.types);
  const suggestions = service
    .autocomplete(text, schema, { caretPosition: at, manual })
    .map((item): Suggestion => {
      const kind =
        item.kind === CompletionItemKind.TypeParameter
          ? types.has(item.label)
            ? 'type'
            : 'label'
          : item.label.startsWith('$')
            ? 'parameter'
            : ((item.kind && KINDS[item.kind]) ?? 'keyword');
      return {
        label: item.label,
        kind,
        ...(item.insertText === undefined ? {} : { insert: item.insertText }),
        ...(item.signature === undefined ? {} : { detail: item.signature }),
      };
    });
  // A name behind dots is completed from its last dot on, as the language service has it.
  const from = at - (word.length - Math.max(word.lastIndexOf('.') + 1, 0));
  return { from, suggestions };
}

const ANSWER: { [Name in QuestionName]: (of: Questions[Name]) => Answers[Name] } = {
  colour,
  check,
  complete,
};

function answer(question: Question): Answers[QuestionName] {
  switch (question.name) {
    case 'colour':
      return ANSWER.colour(question.of);
    case 'check':
      return ANSWER.check(question.of);
    case 'complete':
      return ANSWER.complete(question.of);
  }
}

/** The latest of each kind: those before it are about a text that is no longer there. */
const latest = new Map<QuestionName, number>();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.name === 'schema') {
    names = data.schema;
    schema = schemaOf(data.schema);
    return;
  }
  latest.set(data.name, data.id);
  // In a turn of its own, so that what has come meanwhile is known.
  setTimeout(() => {
    let told: FromWorker = { id: data.id, answer: undefined };
    try {
      if (latest.get(data.name) === data.id) told = { id: data.id, answer: answer(data) };
    } catch {
      // What the language service cannot make sense of, the database will judge.
    }
    postMessage(told);
  });
});
