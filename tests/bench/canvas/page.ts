import '../../../client/styles/tokens.css';
import cytoscape from 'cytoscape';
import type { CanvasEngine } from '../../../client/canvas/engine.ts';
import { createCanvas } from '../../../client/canvas/handle.ts';
import { verbOf } from '../../../client/state/format.ts';
import { emptyGraph, merged, scoped } from '../../../client/state/graph.ts';
import { sceneOf } from '../../../client/state/scene.ts';
import { initialView, type View } from '../../../client/state/view.ts';
import { madeUp } from './graph.ts';

export type Measured = {
  readonly draw: number;
  readonly fps: number;
  /** The longest task, in ms, while panning, zooming, selecting and filtering. */
  readonly pan: number;
  readonly zoom: number;
  readonly select: number;
  readonly filter: number;
  readonly memory: number;
};
/** What is measured, whoever draws. */
type Subject = {
  draw(): Promise<void>;
  pan(x: number): void;
  zoom(factor: number): void;
  select(index: number): void;
  filter(on: boolean): void;
};
type Memory = { memory?: { usedJSHeapSize: number }; gc?: () => void };

const host = document.getElementById('graph') ?? document.body;
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ours: the scene built from view and data, and drawn, as the page does it. */
function ours(size: number): Subject {
  const { entities, claims, placed } = madeUp(size);
  const graph = merged(scoped(emptyGraph, ['bench']), { entities, claims });
  let view: View = { ...initialView, datasets: ['bench'], placed };
  let canvas: CanvasEngine | undefined;
  const nothing = () => undefined;
  const show = () =>
    canvas?.draw(
      sceneOf({
        graph,
        view,
        lang: 'en',
        loop: undefined,
        playing: undefined,
        cursor: undefined,
        words: { unnamed: 'unnamed', verb: ({ type }) => verbOf(type, 'en') },
      }),
    );
  return {
    draw: async () => {
      canvas = createCanvas(
        host,
        {
          onEntity: nothing,
          onOpen: nothing,
          onClaim: nothing,
          onNothing: nothing,
          onBox: nothing,
          onMoved: nothing,
        },
        () => ({ top: 0, right: 0, bottom: 0, left: 0 }),
      );
      show();
      canvas.fitNow();
      await frame();
      await frame();
      const crowd = size > 600;
      while (crowd && !host.querySelector('[data-painted]')) await frame();
    },
    pan: (x) => canvas?.panBy(x, x / 3),
    zoom: (factor) => canvas?.zoomBy(factor),
    select: (index) => {
      view = { ...view, selection: { kind: 'entity', key: `bench:e${index}` } };
      show();
    },
    filter: (on) => {
      view = {
        ...view,
        filters: { ...initialView.filters, muted: on ? { 'class:Company': 'hide' } : {} },
      };
      show();
    },
  };
}

/** Plain Cytoscape, with the least of a style: a name, a colour, an arrow. */
function plain(size: number): Subject {
  const { entities, claims, placed } = madeUp(size);
  let cy: cytoscape.Core | undefined;
  return {
    draw: async () => {
      cy = cytoscape({
        container: host,
        layout: { name: 'preset' },
        style: [
          {
            selector: 'node',
            style: {
              label: 'data(name)',
              'background-color': '#334e9c',
              width: 52,
              height: 52,
              'font-size': 14,
            },
          },
          {
            selector: 'edge',
            style: {
              width: 2,
              'curve-style': 'bezier',
              'target-arrow-shape': 'triangle',
              'line-color': '#0a7d55',
            },
          },
          { selector: '.faded', style: { opacity: 0.2 } },
          { selector: '.hidden', style: { display: 'none' } },
        ],
        elements: [
          ...entities.map(({ id, nameEn, kind }) => ({
            data: { id, name: nameEn, kind },
            position: { ...(placed[`bench:${id}`] ?? { x: 0, y: 0 }) },
          })),
          ...claims.map(({ id, from, to }) => ({ data: { id, source: from, target: to } })),
        ],
      });
      cy.fit();
      await frame();
      await frame();
    },
    pan: (x) => void cy?.panBy({ x, y: x / 3 }),
    zoom: (factor) => void cy?.zoom({ level: cy.zoom() * factor, renderedPosition: { x: 640, y: 360 } }),
    select: (index) => {
      const now = cy;
      now?.batch(() => {
        const near = now.getElementById(`e${index}`).closedNeighborhood();
        now.elements().removeClass('faded').difference(near).addClass('faded');
      });
    },
    filter: (on) => {
      const now = cy;
      now?.batch(() => now.nodes('[kind = "Company"]').toggleClass('hidden', on));
    },
  };
}

async function measure(who: 'ours' | 'plain', size: number): Promise<Measured> {
  const subject = who === 'ours' ? ours(size) : plain(size);
  const tasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  await subject.draw();
  const draw = performance.now() - start;
  await rest(1500);
  /** The longest task of some doing, with what it leaves to be done after. */
  const longest = async (act: () => Promise<void>): Promise<number> => {
    tasks.length = 0;
    await act();
    await rest(1000);
    return Math.round(Math.max(0, ...tasks));
  };
  let frames = 0;
  let seconds = 0;
  const pan = await longest(async () => {
    const from = performance.now();
    while (performance.now() - from < 3000) {
      subject.pan(frames % 200 < 100 ? 4 : -4);
      await frame();
      frames += 1;
    }
    seconds = (performance.now() - from) / 1000;
  });
  const zoom = await longest(async () => {
    for (const factor of [1.3, 1.3, 1.3, 1.3, 1 / 1.3, 1 / 1.3, 1 / 1.3, 1 / 1.3]) {
      subject.zoom(factor);
      await frame();
    }
  });
  const select = await longest(async () => {
    for (const index of [0, 7, 50]) {
      subject.select(index);
      await rest(300);
    }
  });
  const filter = await longest(async () => {
    for (const on of [true, false]) {
      subject.filter(on);
      await rest(600);
    }
  });
  (window as Memory).gc?.();
  const { memory } = performance as Memory;
  return {
    draw: Math.round(draw),
    fps: frames / seconds,
    pan,
    zoom,
    select,
    filter,
    memory: Math.round((memory?.usedJSHeapSize ?? 0) / 2 ** 20),
  };
}

declare global {
  interface Window {
    measure: typeof measure;
  }
}
window.measure = measure;
