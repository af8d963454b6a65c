import { EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Token, TokenStyle } from '../../../state/console/language.ts';

const MARKS: Readonly<Record<TokenStyle, Decoration>> = {
  keyword: Decoration.mark({ class: 'cy-keyword' }),
  name: Decoration.mark({ class: 'cy-name' }),
  label: Decoration.mark({ class: 'cy-label' }),
  property: Decoration.mark({ class: 'cy-property' }),
  call: Decoration.mark({ class: 'cy-call' }),
  text: Decoration.mark({ class: 'cy-text' }),
  number: Decoration.mark({ class: 'cy-number' }),
  parameter: Decoration.mark({ class: 'cy-parameter' }),
  comment: Decoration.mark({ class: 'cy-comment' }),
};

/** The colours of the words, as the worker has told them for the text as it is. */
export const setTokens = StateEffect.define<readonly Token[]>();

function decorated(tokens: readonly Token[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let end = 0;
  for (const { from, to, style } of tokens) {
    if (from < end) continue;
    builder.add(from, to, MARKS[style]);
    end = to;
  }
  return builder.finish();
}

/** Between an edit and the next answer, words keep their colours and move with the text. */
const tokens = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(now, transaction) {
    let next = now.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setTokens)) next = decorated(effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The editor in the colours and sizes of the page. */
const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--panel)', color: 'var(--ink)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink3)', border: '0', paddingLeft: '4px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '22px', padding: '0 6px 0 4px' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--select)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-bg)',
    outline: '1px solid var(--line2)',
  },
  '.cm-placeholder': { color: 'var(--ink3)' },
  '.cm-tooltip': {
    zIndex: '60',
    border: '1px solid var(--line2)',
    borderRadius: '6px',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-high)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: '12px',
    maxHeight: '14em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-bg)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': { color: 'var(--ink3)', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700', color: 'var(--accent)' },
  '.cm-diagnostic': { padding: '5px 10px', fontFamily: 'var(--font)', fontSize: '12px', maxWidth: '420px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px dotted var(--bad)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--warn)' },
});

export const colours = [tokens, look, EditorState.tabSize.of(2)];
