import font from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { among } from '../state/datasets.ts';
import { classText } from '../state/encode.ts';
import { isFiltered, sifted } from '../state/filters.ts';
import { nameOf } from '../state/format.ts';
import { allGauged } from '../state/looks/look.ts';
import { LEAST_SIZE } from '../state/looks/scale.ts';
import type { Icon } from '../state/picture/entities.ts';
import type { Mark } from '../state/picture/legend.ts';
import { FAMILY, pictureOf, type Words } from '../state/picture/picture.ts';
import type { Measure } from '../state/picture/texts.ts';
import { MOST_POINTS, WIDTHS } from '../state/png.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { inColoursOf, type Shade, shadeNow } from './colours.ts';
import { type Context, tell } from './context.ts';
import { save } from './export.ts';
import { filterTexts } from './filter-texts.ts';
import { flowFile } from './flow-file.ts';
import { rasterised, TooLarge } from './raster.ts';
import { scalesOf } from './scales.ts';
import { sceneNow } from './scene.ts';

/** A picture to be saved: of the canvas with its icons, or the flow picture as it stands on the page. */
export type PictureOf =
  | { readonly of: 'canvas'; readonly icon: Icon; readonly title: string }
  | { readonly of: 'flow' };
export type PictureForm = {
  readonly form: 'png' | 'svg';
  /** As on the page, unless it is said. */
  readonly shade?: Shade;
  /** On paper, in millimetres. */
  readonly width?: number;
};

const MARK_TEXTS = {
  wider: 'legend.known',
  unknown: 'legend.unknown',
  implied: 'legend.implied',
  off: 'legend.off',
  several: 'legend.several',
  statements: 'picture.statements',
  disagree: 'picture.disagree',
  leg: 'picture.leg',
  selected: 'picture.selected',
  gone: 'picture.gone',
  added: 'legend.added',
  removed: 'legend.removed',
  changed: 'legend.changed',
} as const satisfies Record<Mark, string>;

function wordsOf({ t }: Context, state: AppState, title: string): Words {
  const view = viewIn(state);
  const { served, prefs, graph } = state;
  const { claims, left, leftKeys } = sifted(graph, view);
  const sets = among(served, view.datasets);
  return {
    title,
    facts: isFiltered(view)
      ? [
          [
            ...filterTexts({ t, served, prefs }, view).map(({ name }) => name),
            t('filters.hidden', { count: claims.length - left.length, all: claims.length }),
          ].join(' · '),
        ]
      : [],
    scales: scalesOf(allGauged(graph, view, state.networks), leftKeys, { t, lang: prefs.lang }).map(
      ({ what, title, entries, unknown }) => ({
        title: t(`picture.${what}`),
        items: [
          { text: title },
          ...entries.map(({ size, tone, before, text, after }) => ({
            size,
            tone,
            text: [before, text, after].filter(Boolean).join(' '),
          })),
          ...(unknown
            ? [
                {
                  size: LEAST_SIZE,
                  tone: 'unknown' as const,
                  hollow: true,
                  text: t('scale.unknown', unknown),
                },
              ]
            : []),
        ],
      }),
    ),
    source: [
      t('picture.source', {
        datasets: sets.map((set) => `${nameOf(set, prefs.lang)} (${set.id}@${set.version})`).join('; '),
        date: new Date().toLocaleDateString('sv'),
      }),
      t('picture.honest'),
    ],
    kinds: t('legend.kinds'),
    moves: t('legend.moves'),
    certainty: t('legend.certainty'),
    marks: t('picture.marks'),
    kind: (of) => classText(of, prefs.lang),
    move: (of) => t(`moves.${of}`),
    sure: (of) => t(`legend.${of}`),
    mark: (of) => t(MARK_TEXTS[of]),
    nameless: (count) => t('picture.nameless', { count }),
  };
}

function measuring(): Measure {
  const pen = document.createElement('canvas').getContext('2d');
  return (text, size, weight) => {
    if (!pen) return 0;
    pen.font = `${weight} ${size}px ${FAMILY}`;
    return pen.measureText(text).width;
  };
}

/** The font of the page as a style that a file brings along: as a picture it may ask for nothing. */
async function fontStyle(): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(font)).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${btoa(letters)}) format('woff2')}`;
}

/** The canvas of the moment as an SVG file. */
export async function canvasFile(
  context: Context,
  { icon, title }: Extract<PictureOf, { of: 'canvas' }>,
  shade: Shade,
  width: number,
): Promise<string> {
  const state = context.store.getState();
  const style = await fontStyle();
  const scene = sceneNow({ ...state, cursor: undefined }, context.t);
  return inColoursOf(
    shade,
    (colour) =>
      pictureOf({
        scene,
        pens: { colour, measure: measuring() },
        icon,
        words: wordsOf(context, state, title),
        width,
        style,
      }).svg,
  );
}

/** Draws, and gives the reader the file. */
export async function savePicture(context: Context, what: PictureOf & PictureForm): Promise<void> {
  const { form, shade = shadeNow(), width = WIDTHS.usual } = what;
  const { t } = context;
  const svg = what.of === 'flow' ? flowFile(context, shade) : await canvasFile(context, what, shade, width);
  if (svg === undefined) return;
  const name = `loopscope-${what.of}.${form}`;
  try {
    save(name, form === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await rasterised(svg, width));
    context.store.setState({ dialog: undefined });
    tell(context, t('said.saved', { name }));
  } catch (thrown) {
    if (!(thrown instanceof TooLarge)) throw thrown;
    tell(context, t('picture.tooLarge', { count: MOST_POINTS / 1e6 }), 'warn');
  }
}
