import { CircleSlash2 } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { FLOW_ID } from '../../commands/flow-file.ts';
import { claimTitle, entityName } from '../../commands/names.ts';
import { Empty } from '../../components/bits.tsx';
import { rove } from '../../components/roving.ts';
import { type Translate, useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import type { Flow } from '../../state/flow/flows.ts';
import { flowPicture } from '../../state/flow/index.ts';
import type { Box, Words } from '../../state/flow/picture.ts';
import { shownInFlow } from '../../state/flow/shown.ts';
import { figuresOf, type Lang, shortMoney, verbOf } from '../../state/format.ts';
import { entityAt, type Graph } from '../../state/graph.ts';
import { edgeLabel } from '../../state/labels.ts';
import type { Loop } from '../../state/loops.ts';
import { chosenOf } from '../../state/selection.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { ClaimLine } from '../inspector/claim-line.tsx';
import { keyOf } from './flow-key.tsx';
import { FlowParts, type Part } from './flow-svg.tsx';
import '../../styles/flow.css';

/** What a flow amounts to, in words; that it is not known is said. */
function amountText({ claim, size }: Flow, t: Translate, lang: Lang): string {
  const { sum, quantity, rate } = figuresOf(claim, lang);
  return sum ?? quantity ?? rate ?? (size.kind === 'unknown' ? t('amount.unknown') : t('flow.noAmount'));
}

function wordsOf(graph: Graph, loops: readonly Loop[], t: Translate, lang: Lang): Words {
  const [loop] = loops;
  return {
    name: (key) => entityName(graph, key, lang),
    note: (key) => (entityAt(graph, key)?.kind === 'Group' ? t('legend.unnamed') : ''),
    leg: (flow) => [
      verbOf(flow.claim.type, lang),
      ...(flow.size.kind === 'none' ? [] : [amountText(flow, t, lang)]),
    ],
    figure: ({ claim, size }) => (size.kind === 'known' ? edgeLabel(claim, lang, undefined, '') : ''),
    middle:
      loop && loops.length === 1
        ? [
            ...(loop.bottleneck.currencies.length === 0
              ? [t('flow.bottleneckUnknown')]
              : loop.bottleneck.currencies.map(({ currency, atMost }) =>
                  t('loop.atMost', { sum: shortMoney(atMost, currency, lang) }),
                )),
            loop.bottleneck.unknown > 0
              ? t('flow.unknownOf', { k: loop.bottleneck.unknown, n: loop.bottleneck.moneyLegs })
              : t('flow.allKnown'),
          ]
        : [],
  };
}

/** The size of an element, now and when it changes. */
function useBox() {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setBox({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { ref, box };
}

/** The flow picture: one loop as a ring, or the loops of the list together. */
export function FlowView() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { selection, stage } = useView();
  const graph = useAppState((state) => state.graph);
  const loops = useAppState((state) => state.loops);
  const passing = useAppState((state) => state.passing);
  const history = useAppState((state) => state.history);
  const { ref, box } = useBox();
  const all = useMemo(
    () => shownInFlow({ graph, loops, passing, history }),
    [graph, loops, passing, history],
  );
  const made = useMemo(() => {
    if (!box || all.length === 0) return undefined;
    const words = (drawn: readonly Loop[]) => wordsOf(graph, drawn, t, lang);
    const make = (height: number) =>
      flowPicture(
        graph,
        all,
        { width: box.width, height: Math.max(220, height) },
        { words, widths: stage.widths },
      );
    // The key takes what it needs at the bottom, which depends on what is drawn.
    return make(box.height - keyOf(make(box.height - 60).picture, t, lang).height - 8);
  }, [box, graph, all, t, lang, stage.widths]);
  const picture = made?.picture;
  const drawn = made?.loops ?? [];
  if (all.length === 0)
    return (
      <div className="flow" data-testid="flow">
        <div className="canvas-empty">
          <Empty
            icon={CircleSlash2}
            title={t('loops.allHidden')}
            action={<CommandButton name="clearLoopFilters" wide look="outline" />}
          />
        </div>
      </div>
    );
  const isEnd = (flow: Flow, key: string) => flow.from === key || flow.to === key;
  const { entities, claims } = chosenOf(graph, selection);
  const chosen = new Set([...entities, ...claims]);
  const touched = (flow: Flow): boolean =>
    chosen.size === 0 || [flow.key, flow.from, flow.to].some((key) => chosen.has(key));
  const any = picture?.ribbons.some(({ flow }) => touched(flow)) ?? false;
  const partOf = (flow: Flow): Part => ({
    name: [
      `${claimTitle(graph, flow.claim, lang)}: ${amountText(flow, t, lang)}`,
      t(`moves.${flow.moves}`),
      t(`modality.${flow.claim.modality}`),
      flow.claim.status && t(`status.${flow.claim.status}`),
      flow.implied && t('basis.implied'),
    ]
      .filter(Boolean)
      .join(' · '),
    on: chosen.has(flow.key),
    faded: any && !touched(flow),
    onPress: () => dispatch('select', { kind: 'claim', key: flow.key }),
  });
  const key = picture && keyOf(picture, t, lang);
  const tall = picture && key ? picture.height + key.height : 0;
  return (
    <section className="flow" data-testid="flow" aria-label={t('command.flow')}>
      <div className="flow-head">
        <span className="flow-count" data-testid="flow-count" title={t('flow.firstOf.help')}>
          {drawn.length < all.length
            ? t('flow.firstOf', { k: drawn.length, n: all.length })
            : t('flow.loops', { count: drawn.length })}
        </span>
        {stage.flow.length > 0 && <CommandButton name="flowAll" wide small look="outline" />}
      </div>
      <div
        className="float canvas-tools"
        role="toolbar"
        aria-label={t('flow.tools')}
        aria-orientation="vertical"
      >
        <CommandButton name="flowWidths" />
        <CommandButton name="flowSave" />
      </div>
      <div className="flow-picture" ref={ref}>
        {picture && key && (
          // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
          <svg
            id={FLOW_ID}
            role="group"
            viewBox={`0 0 ${picture.width} ${tall}`}
            width={picture.width}
            height={tall}
            aria-label={
              picture.shape === 'ring'
                ? t('flow.one', { count: picture.ribbons.length })
                : t('flow.several', {
                    loops: drawn.length,
                    flows: picture.ribbons.length,
                    entities: picture.nodes.length,
                  })
            }
            data-testid="flow-picture"
            data-shape={picture.shape}
            data-loops={drawn.map(({ id }) => id).join(' ')}
            onKeyDown={rove}
          >
            <FlowParts
              picture={picture}
              kindOf={(of) => {
                const entity = entityAt(graph, of);
                return entity ? nodeClass(entity) : 'Company';
              }}
              ribbonPart={({ flow }) => partOf(flow)}
              nodePart={({ key: of }) => ({
                name: entityName(graph, of, lang),
                on: chosen.has(of),
                faded:
                  any &&
                  !chosen.has(of) &&
                  !picture.ribbons.some(({ flow }) => touched(flow) && isEnd(flow, of)),
                onPress: () => dispatch('select', { kind: 'entity', key: of }),
              })}
            />
            {key.rows}
          </svg>
        )}
      </div>
      {picture && (
        <details className="flow-text" data-testid="flow-text">
          <summary>{t('flow.asText')}</summary>
          <ul className="claim-list">
            {picture.ribbons.map(({ flow }) => (
              <li key={flow.key}>
                <ClaimLine claim={flow.claim} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
