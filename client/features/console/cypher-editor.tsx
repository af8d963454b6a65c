import { useEffect, useRef } from 'react';
import { useText } from '../../locales/index.ts';
import { faultOf } from '../../state/console/result.ts';
import { nameOf } from '../../state/format.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { createEditor, type Editor, type EditorTexts } from './editor/editor.ts';
import { type Language, startLanguage } from './editor/language.ts';
import { useConsole, useSession } from './use-console.ts';
import { useNames } from './use-names.ts';

/** CodeMirror, bound to the console's state. */
export function CypherEditor() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const session = useSession();
  const text = useConsole((state) => state.text);
  const failure = useConsole(({ result }) => result?.failure);
  const wanted = useAppState(({ dockFocus }) => dockFocus === 'console');
  const names = useNames();
  const host = useRef<HTMLDivElement>(null);
  const held = useRef<{ editor: Editor; language: Language }>(undefined);

  const texts: EditorTexts = {
    label: t('console.editor'),
    help: t('console.editor.help'),
    placeholder: t('console.editor.placeholder'),
    phrases: {
      Completions: t('console.editor.completions'),
      Diagnostics: t('console.editor.diagnostics'),
      'No diagnostics': t('console.editor.noDiagnostics'),
      close: t('banner.close'),
    },
  };
  const latestTexts = useRef(texts);
  latestTexts.current = texts;

  useEffect(() => {
    if (!host.current) return;
    const language = startLanguage();
    const editor = createEditor({
      host: host.current,
      text: session.store.getState().text,
      texts: latestTexts.current,
      language,
      find: async (typed, signal) => {
        const { prefs, served } = context.store.getState();
        const datasets = served.map(({ id }) => id);
        const { hits } = await context.api('search', { q: typed.slice(0, 200), datasets, limit: 12 }, signal);
        return hits.map(({ entity }) => ({
          id: entity.id,
          dataset: entity.dataset,
          name: nameOf(entity, prefs.lang),
        }));
      },
      on: {
        onText: (next) => session.store.setState({ text: next }),
        onParameters: (found) => session.store.setState({ names: found }),
        onRun: () => dispatch('consoleRun'),
      },
    });
    held.current = { editor, language };
    return () => {
      held.current = undefined;
      editor.destroy();
      language.stop();
    };
  }, [context, dispatch, session]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are made of the language
  useEffect(() => held.current?.editor.setTexts(texts), [lang]);
  useEffect(() => held.current?.editor.setText(text), [text]);
  useEffect(() => {
    if (names) held.current?.editor.know(names);
  }, [names]);
  useEffect(() => {
    if (!wanted) return;
    // Who took hold of the panel's edge while the editor was still on its way keeps it.
    if (!document.activeElement?.matches('[role="separator"]')) held.current?.editor.focus();
    context.store.setState({ dockFocus: undefined });
  }, [wanted, context]);
  useEffect(() => {
    const { result, text: now } = session.store.getState();
    const place = failure && faultOf(failure).place;
    if (place && result?.query === now)
      held.current?.editor.point({
        from: place.offset,
        to: place.offset,
        severity: 'error',
        message: failure.message,
      });
  }, [failure, session]);
  return (
    <div className="cypher-editor" ref={host} data-testid="cypher-editor" data-ready={names !== undefined} />
  );
}
