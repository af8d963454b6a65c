import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  type KeyBinding,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import type { LanguageSchema, Remark } from '../../../state/console/language.ts';
import { colours, setTokens } from './colours.ts';
import { completeFrom, type FindEntities } from './completion.ts';
import type { Language } from './language.ts';

/** What the editor says, in the language of the page. */
export type EditorTexts = {
  label: string;
  help: string;
  placeholder: string;
  /** CodeMirror's own words, from English. */
  phrases: Readonly<Record<string, string>>;
};
export type EditorEvents = {
  onText(text: string): void;
  onParameters(names: readonly string[]): void;
  onRun(): void;
};
export type Editor = {
  focus(): void;
  setText(text: string): void;
  setTexts(texts: EditorTexts): void;
  /** The names that the database has: what stands there is judged by them. */
  know(schema: LanguageSchema): void;
  /** Marks what the database has found and goes there; the mark stays until the text is judged anew. */
  point(remark: Remark): void;
  destroy(): void;
};

/** How long nothing is typed before a query is judged: judging takes the worker some hundred milliseconds. */
const REST_MS = 300;

const said = ({ label, help, placeholder: empty, phrases }: EditorTexts): Extension => [
  EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': help, tabindex: '0' }),
  placeholder(empty),
  EditorState.phrases.of({ ...phrases }),
];

/** A remark about a place where nothing stands is shown at the character before it. */
const shown = ({ from, to, severity, message }: Remark): Diagnostic => ({
  from: from === to ? Math.max(0, from - 1) : from,
  to,
  severity,
  message,
});

const comments = EditorState.languageData.of(() => [
  { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
]);

type Parts = {
  host: HTMLElement;
  text: string;
  texts: EditorTexts;
  language: Language;
  find: FindEntities;
  on: EditorEvents;
};

/** CodeMirror with what the worker knows of Cypher. Tab indents; Escape and then Tab leaves, as CodeMirror has it. */
export function createEditor({ host, text, texts, language, find, on }: Parts): Editor {
  const spoken = new Compartment();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run: KeyBinding = {
    key: 'Mod-Enter',
    run: (editor) => {
      closeCompletion(editor);
      on.onRun();
      return true;
    },
  };
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          run,
          ...closeBracketsKeymap,
          ...completionKeymap,
          { key: 'Tab', run: acceptCompletion },
          { key: 'Tab', run: indentMore, shift: indentLess },
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        lineNumbers(),
        history(),
        drawSelection(),
        closeBrackets(),
        comments,
        EditorView.lineWrapping,
        autocompletion({ override: [completeFrom(language, find)], icons: false }),
        colours,
        spoken.of(said(texts)),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          on.onText(state.doc.toString());
          judge();
        }),
      ],
    }),
  });

  /** Asks about the text as it is: for its words at once, for its faults once nothing has been typed for a while. */
  function judge(): void {
    const doc = view.state.doc;
    const asked = { text: doc.toString() };
    language.ask('colour', asked).then((answer) => {
      if (!answer || view.state.doc !== doc) return;
      view.dispatch({ effects: setTokens.of(answer.tokens) });
      on.onParameters(answer.parameters);
    }, reportError);
    clearTimeout(timer);
    timer = setTimeout(() => {
      language.ask('check', asked).then((answer) => {
        if (answer && view.state.doc === doc)
          view.dispatch(setDiagnostics(view.state, answer.remarks.map(shown)));
      }, reportError);
    }, REST_MS);
  }
  judge();

  return {
    focus: () => view.focus(),
    setText: (next) => {
      if (next === view.state.doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: next.length },
      });
    },
    setTexts: (next) => view.dispatch({ effects: spoken.reconfigure(said(next)) }),
    know: (schema) => {
      language.know(schema);
      judge();
    },
    point: (remark) => {
      clearTimeout(timer);
      const { length } = view.state.doc;
      const from = Math.min(remark.from, length);
      const word = view.state.wordAt(from);
      const to = Math.min(Math.max(remark.to, word?.to ?? from + 1), length);
      view.dispatch(setDiagnostics(view.state, [shown({ ...remark, from, to })]), {
        selection: { anchor: from },
        scrollIntoView: true,
      });
    },
    destroy: () => {
      clearTimeout(timer);
      view.destroy();
    },
  };
}
