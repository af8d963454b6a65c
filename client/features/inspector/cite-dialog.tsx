import '../../styles/cite.css';
import { useQuery } from '@tanstack/react-query';
import { Copy, Quote } from 'lucide-react';
import { splitRef } from '../../../server/core/model/ids.ts';
import { entityName, loopTitle } from '../../commands/names.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { startOf, writeAddress } from '../../state/address.ts';
import { type Cited, cite, claimText, FORMATS, sourcesOf } from '../../state/cite.ts';
import { among } from '../../state/datasets.ts';
import { membersOf } from '../../state/graph.ts';
import { type AppState, selectedLoop, viewIn } from '../../state/store.ts';
import { initialView } from '../../state/view.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

const today = (): string => new Date().toLocaleDateString('sv');
const datasetOf = (key: string): string => splitRef(key).dataset ?? '';

/** A link to what is selected alone: where things lie on the canvas is not what is cited. */
function permalink(state: AppState): string {
  const { datasets, selection, stage, loops } = viewIn(state);
  const view = {
    ...initialView,
    datasets,
    selection,
    ...(selection.kind === 'loop' ? { loops, stage: { ...initialView.stage, flow: stage.flow } } : {}),
  };
  const { datasets: first } = startOf(state);
  return new URL(writeAddress(view, state.prefs.lang, { datasets: first, places: {} }), location.href).href;
}

/** What is selected, as it is cited; undefined while it is being read, or where nothing is. */
function useCited(): Cited | undefined {
  const { queries, context } = useApp();
  const lang = useLang();
  const { selection } = useView();
  const state = context.store.getState();
  const of = useQuery({
    ...queries.claim(selection.kind === 'claim' ? selection.key : ''),
    enabled: selection.kind === 'claim',
  });
  const { graph, served } = state;
  const rest = { url: permalink(state), accessed: today() };
  if (selection.kind === 'claim' && of.data) {
    const { claim, from, to, evidence } = of.data;
    return {
      ...rest,
      kind: 'claim',
      id: selection.key,
      title: claimText(claim, from, to, lang),
      datasets: among(served, [claim.dataset]),
      sources: sourcesOf(evidence, lang),
    };
  }
  if (selection.kind === 'entity')
    return {
      ...rest,
      kind: 'entity',
      id: selection.key,
      title: entityName(graph, selection.key, lang),
      datasets: among(served, membersOf(graph, selection.key).map(datasetOf)),
      sources: [],
    };
  const loop = selectedLoop(state);
  if (!loop) return undefined;
  return {
    ...rest,
    kind: 'loop',
    id: loop.id,
    title: loopTitle(graph, loop, lang),
    datasets: among(
      served,
      loop.legs.map(({ claim }) => claim.dataset),
    ),
    sources: sourcesOf(
      loop.legs.flatMap(({ evidence }) => evidence),
      lang,
    ),
  };
}

/** The citation of what is selected, in each format, to be copied. */
export function CiteDialog() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const cited = useCited();
  const reading = useAppState((state) => viewIn(state).selection.kind === 'claim');
  const texts = cited && [
    ['link', cited.url] as const,
    ...FORMATS.map((format) => [format, cite(cited, format, lang)] as const),
  ];
  return (
    <Dialog title={t('cite.title')} testId="cite">
      <div className="cite-body">
        {texts ? (
          texts.map(([format, text]) => (
            <section key={format} data-format={format}>
              <h3>{t(`cite.${format}`)}</h3>
              <Button
                small
                look="outline"
                icon={Copy}
                text={t('cite.copy')}
                aria-label={`${t('cite.copy')}: ${t(`cite.${format}`)}`}
                onClick={() => dispatch('copyText', text)}
              />
              {/* biome-ignore lint/a11y/useSemanticElements: a text is no fieldset */}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
              <pre tabIndex={0} role="group" aria-label={t(`cite.${format}`)}>
                {text}
              </pre>
            </section>
          ))
        ) : reading ? (
          <Skeleton lines={6} label={t('app.loading')} />
        ) : (
          <Empty icon={Quote} title={t('cite.none')} />
        )}
      </div>
    </Dialog>
  );
}
