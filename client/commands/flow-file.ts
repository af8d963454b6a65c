import { wrapped } from '../state/flow/names.ts';
import type { Loop } from '../state/loops.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { inColoursOf, type Shade } from './colours.ts';
import type { Context } from './context.ts';
import { datasetsText } from './datasets.ts';
import { loopTitle } from './names.ts';

/** The picture on the page, by which it is found to be saved. */
export const FLOW_ID = 'flow-picture';

const NS = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
/** As many sources are named as a reader will look through. */
const SOURCES = 8;

/** The loops that the picture has, as it names them. */
const loopsOf = (shown: SVGSVGElement, { loops }: AppState): Loop[] =>
  (shown.dataset.loops ?? '').split(' ').flatMap((id) => loops.find((loop) => loop.id === id) ?? []);

/** The sources of the legs, each once, in the order of the legs. */
function sourcesOf(loops: readonly Loop[]): string[] {
  const named = loops.flatMap(({ legs }) =>
    legs.flatMap(({ evidence }) =>
      evidence.map(({ source }) => [source.publisher, source.title, source.date].filter(Boolean).join(', ')),
    ),
  );
  return [...new Set(named)];
}

function titleOf({ t }: Context, state: AppState, loops: readonly Loop[]): string {
  const [first] = loops;
  return t('flow.title', {
    title:
      first && loops.length === 1
        ? loopTitle(state.graph, first, state.prefs.lang)
        : t('flow.loops', { count: loops.length }),
  });
}

/** A file has no style sheet: what the page's variables stand for is written into it. */
const resolved = (text: string, shade: Shade): string =>
  inColoursOf(shade, (colour) => text.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colour(name)));

function textAt(lines: readonly string[], y: number, size: number, weight: number): SVGTextElement {
  const text = document.createElementNS(NS, 'text');
  text.setAttribute('font-size', String(size));
  text.setAttribute('font-weight', String(weight));
  text.setAttribute('fill', 'var(--ink)');
  lines.forEach((line, index) => {
    const span = document.createElementNS(NS, 'tspan');
    span.setAttribute('x', String(MARGIN));
    span.setAttribute('y', String(y + index * size * 1.35));
    span.textContent = line;
    text.append(span);
  });
  return text;
}

/** The picture as a file that needs nothing beside it: title above, key and sources below. */
export function flowFile(context: Context, shade: Shade): string | undefined {
  const shown = document.getElementById(FLOW_ID);
  if (!(shown instanceof SVGSVGElement)) return undefined;
  const state = context.store.getState();
  const { t } = context;
  const loops = loopsOf(shown, state);
  const { width, height } = shown.viewBox.baseVal;
  const wide = Math.max(640, width + 2 * MARGIN);
  const lines = (text: string, size: number, most: number) =>
    wrapped(text, ((wide - 2 * MARGIN) * 12.5) / size, most);
  const title = titleOf(context, state, loops);
  const head = lines(title, 16, 2);
  const top = MARGIN + head.length * 22 + 8;
  const all = sourcesOf(loops);
  const list = [
    ...all.slice(0, SOURCES),
    ...(all.length > SOURCES ? [t('flow.moreSources', { count: all.length - SOURCES })] : []),
  ].join('; ');
  const foot = [
    ...lines(t('flow.sources', { list }), 11, 6),
    ...lines(t('flow.madeBy', { datasets: datasetsText(context, state, viewIn(state).datasets) }), 11, 2),
  ];
  const tall = top + height + 20 + foot.length * 15 + MARGIN;
  const file = document.createElementNS(NS, 'svg');
  file.setAttribute('xmlns', NS);
  file.setAttribute('viewBox', `0 0 ${wide} ${tall}`);
  file.setAttribute('width', String(wide));
  file.setAttribute('height', String(tall));
  file.setAttribute('role', 'img');
  file.setAttribute('font-family', "Inter, 'Noto Sans TC', 'PingFang TC', 'Noto Sans', sans-serif");
  const name = document.createElementNS(NS, 'title');
  name.textContent = title;
  const ground = document.createElementNS(NS, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', 'var(--canvas)');
  const picture = document.createElementNS(NS, 'g');
  picture.setAttribute('transform', `translate(${(wide - width) / 2} ${top})`);
  picture.append(...[...shown.childNodes].map((node) => node.cloneNode(true)));
  for (const element of picture.querySelectorAll('*'))
    for (const attribute of [
      'class',
      'tabindex',
      'role',
      'data-roving',
      'data-claim',
      'data-entity',
      'data-faded',
    ])
      element.removeAttribute(attribute);
  file.append(
    name,
    ground,
    textAt(head, MARGIN + 14, 16, 650),
    picture,
    textAt(foot, top + height + 24, 11, 400),
  );
  return resolved(new XMLSerializer().serializeToString(file), shade);
}
