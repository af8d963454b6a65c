import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { NODE_CLASSES } from '../../../../client/state/encode.ts';
import { emptyGraph, merged, scoped } from '../../../../client/state/graph.ts';
import { pictureOf, type Words } from '../../../../client/state/picture/picture.ts';
import { estimated, folded } from '../../../../client/state/picture/texts.ts';
import { isTooLarge, pointsOf, withDensity } from '../../../../client/state/png.ts';
import {
  isCrowd,
  type Scene,
  type SceneEdge,
  type SceneNode,
  sceneOf,
} from '../../../../client/state/scene.ts';
import { initialView, place } from '../../../../client/state/view.ts';
import { chain, claim, entity } from '../samples.ts';

const words: Words = {
  title: 'A title',
  facts: ['as of 2023'],
  source: ['d@1'],
  kinds: 'Entities',
  moves: 'What moves',
  certainty: 'How certain',
  marks: 'Marks',
  kind: (of) => `kind ${of}`,
  move: (of) => `move ${of}`,
  sure: (of) => `sure ${of}`,
  mark: (of) => `mark ${of}`,
  scales: [],
  nameless: (count) => `${count} without a name`,
};
const pens = {
  colour: (name: string) => `#${name.length.toString(16).padStart(6, '0')}`,
  measure: estimated,
};
const draw = (scene: Scene, more: Partial<Words> = {}, width = 174) =>
  pictureOf({ scene, pens, icon: () => '<path d="M1 1h3"/>', words: { ...words, ...more }, width });

type Element = { name: string; attributes: Record<string, string>; text: string };
/** Reads a file as XML; what is not XML throws. */
function read(svg: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(svg).close();
  return found;
}
const ofClass = (elements: readonly Element[], name: string) =>
  elements.filter(({ attributes }) => attributes.class === name);
const textsOf = (svg: string): string[] =>
  read(svg)
    .filter(({ name }) => name === 'tspan' || name === 'title')
    .map(({ text }) => text);

const graph = merged(scoped(emptyGraph, ['d']), {
  entities: ['nvidia', 'coreweave', 'lenders', 'aws'].map((id) => entity(id)),
  claims: [...chain, claim('uses', 'USES', 'aws', 'nvidia')],
});
const view = place(initialView, {
  'd:nvidia': { x: 0, y: 0 },
  'd:coreweave': { x: 250, y: -100 },
  'd:lenders': { x: 400, y: 0 },
  'd:aws': { x: -250, y: 0 },
});
const scene = sceneOf({
  graph,
  view,
  lang: 'en',
  loop: undefined,
  playing: undefined,
  cursor: undefined,
  words: { unnamed: 'unnamed', verb: ({ type }) => type },
});
const [node] = scene.nodes as [SceneNode];
const [edge] = scene.edges as [SceneEdge];

describe('the picture for print', () => {
  it('has every entity and line that is shown, and none that is hidden', () => {
    const all = read(draw(scene).svg);
    expect(ofClass(all, 'entity')).toHaveLength(4);
    expect(ofClass(all, 'line')).toHaveLength(5);
    expect(
      ofClass(all, 'name')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(scene.nodes.map(({ name }) => name).sort());
    const hidden = {
      nodes: scene.nodes.map((one) => ({ ...one, hidden: one.key === 'd:aws' })),
      edges: scene.edges.map((one) => ({ ...one, hidden: one.from === 'd:aws' })),
    };
    const rest = read(draw(hidden).svg);
    expect(ofClass(rest, 'entity')).toHaveLength(3);
    expect(ofClass(rest, 'line')).toHaveLength(4);
  });

  it('explains in its legend what is there, and nothing else', () => {
    const texts = textsOf(draw(scene).svg);
    expect(texts).toContain('move money');
    expect(texts).toContain('move collateral');
    expect(texts).toContain('mark unknown');
    expect(texts).not.toContain('move equity');
    expect(texts).not.toContain('mark implied');
    const implied = textsOf(draw({ ...scene, edges: [{ ...edge, implied: true }] }).svg);
    expect(implied).toContain('mark implied');
  });

  it('shows what sizes and shades stand for, each with a sample as large and of the colour as in the graph', () => {
    const scales = [
      {
        title: 'Size',
        items: [{ text: 'degree' }, { size: 32, text: 'least 1' }, { size: 96, text: 'most 7' }],
      },
      { title: 'Colour', items: [{ tone: 'band-2' as const, text: 'from 3' }] },
    ];
    const { svg } = draw(scene, { scales });
    const samples = ofClass(read(svg), 'scale');
    expect(samples.map(({ attributes }) => Number(attributes.r))).toEqual([5, 15, 5.5]);
    expect(samples[2]?.attributes.fill).toBe(pens.colour('tone-band-2'));
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Size', 'degree', 'least 1', 'most 7', 'from 3']));
    // It makes room for what is tall.
    const [, high] = /height="([\d.]+)mm"/.exec(svg) ?? [];
    const [, low] = /height="([\d.]+)mm"/.exec(draw(scene).svg) ?? [];
    expect(Number(high)).toBeGreaterThan(Number(low) + 5);
  });

  it('says its title, what is filtered, and where it comes from', () => {
    const texts = textsOf(draw(scene, { title: 'Circular finance' }).svg);
    expect(texts).toEqual(expect.arrayContaining(['Circular finance', 'as of 2023', 'd@1']));
  });

  it('holds hostile names as text: it stays XML, and gets no element or attribute from them', () => {
    const shape = (svg: string) =>
      read(svg).map(({ name, attributes }) => [name, Object.keys(attributes).join()].join(' '));
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '</text><script>alert(1)</script>',
        '"><image href="http://x.example"/>',
        ']]>',
        '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
        '\u0000\u0008\ud800\uffff',
        '\u202eevil',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (name, title) => {
        const one = {
          ...scene,
          nodes: scene.nodes.map((other) => ({ ...other, name: other.key === node.key ? name : 'x' })),
        };
        const { svg } = draw(one, { title });
        const names = new Set(read(svg).map((element) => element.name));
        for (const found of names)
          expect(['svg', 'title', 'rect', 'g', 'path', 'polygon', 'circle', 'text', 'tspan']).toContain(
            found,
          );
        for (const line of shape(svg)) expect(line).not.toMatch(/ on|href/);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('cuts no name: all of it is there, and within the page, wherever it stands', () => {
    const name = 'Incomprehensibilities of a very long company name, with 很長的中文名稱在後面';
    for (const labelSide of ['left', 'right', 'top', 'bottom'] as const) {
      const { svg } = draw(
        { nodes: scene.nodes.map((one) => ({ ...one, name, labelSide })), edges: scene.edges },
        {},
        85,
      );
      const all = read(svg);
      for (const { text } of ofClass(all, 'name'))
        expect(text.replaceAll(/\s/g, '')).toBe(name.replaceAll(/\s/g, ''));
      const [, left = 0, top = 0, scale = 1] = (
        /translate\(([-\d.e]+) ([-\d.e]+)\) scale\(([-\d.e]+)\)/.exec(
          ofClass(all, 'graph')[0]?.attributes.transform ?? '',
        ) ?? []
      ).map(Number);
      const [, , wide = 0, tall = 0] = (all[0]?.attributes.viewBox ?? '').split(' ').map(Number);
      const grounds = all.filter(
        ({ name: of, attributes }) => of === 'rect' && attributes['fill-opacity'] === '0.86',
      );
      expect(grounds.length).toBeGreaterThan(2);
      for (const { attributes } of grounds) {
        const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((key) => Number(attributes[key]));
        expect(left + (x ?? 0) * scale).toBeGreaterThanOrEqual(0);
        expect(left + ((x ?? 0) + (w ?? 0)) * scale).toBeLessThanOrEqual(wide);
        expect(top + (y ?? 0) * scale).toBeGreaterThanOrEqual(0);
        expect(top + ((y ?? 0) + (h ?? 0)) * scale).toBeLessThanOrEqual(tall);
      }
    }
  });

  it('draws a crowd, too: every entity and line, and says how many names had no room', () => {
    const nodes = Array.from(
      { length: 700 },
      (_, at): SceneNode => ({
        ...node,
        key: `d:${at}`,
        name: `Company ${at}`,
        hub: false,
        class: NODE_CLASSES[at % NODE_CLASSES.length] ?? 'Company',
        at: { x: (at % 30) * 60, y: Math.floor(at / 30) * 60 },
      }),
    );
    const edges = nodes
      .slice(1)
      .map((one, at): SceneEdge => ({ ...edge, key: `d:e${at}`, from: 'd:0', to: one.key, label: '' }));
    const crowd = { nodes, edges };
    expect(isCrowd(crowd)).toBe(true);
    const { svg } = draw(crowd);
    const all = read(svg);
    expect(ofClass(all, 'entity')).toHaveLength(700);
    expect(ofClass(all, 'line')).toHaveLength(699);
    const named = ofClass(all, 'name').length;
    expect(named).toBeGreaterThan(20);
    expect(textsOf(svg)).toContain(`${700 - named} without a name`);
    expect(textsOf(svg).filter((text) => text === 'Company 699').length).toBeGreaterThan(0);
  });

  it('an empty canvas gives a page without a graph', () => {
    expect(() => read(draw({ nodes: [], edges: [] }).svg)).not.toThrow();
    expect(draw({ nodes: [], edges: [] }).svg).not.toMatch(/NaN|Infinity/);
  });
});

describe('texts and points', () => {
  it('folding keeps every word, in order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 300 }),
        (text, width) => {
          const lines = folded(text, width, (line) => line.length * 7);
          expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });
  it('a picture of 25.4 mm has 300 points; beyond what browsers draw it is refused', () => {
    expect(pointsOf(25.4)).toBe(300);
    expect(isTooLarge(8000, 8000)).toBe(false);
    expect(isTooLarge(8001, 8000)).toBe(true);
    expect(isTooLarge(20_000, 100)).toBe(true);
  });
  it('a PNG gets its density as a chunk of its own behind the header', () => {
    const png = Uint8Array.from({ length: 60 }, (_, at) => at);
    const dense = withDensity(png);
    expect(dense.length).toBe(81);
    expect([...dense.subarray(0, 33)]).toEqual([...png.subarray(0, 33)]);
    expect([...dense.subarray(54)]).toEqual([...png.subarray(33)]);
    expect(new TextDecoder().decode(dense.subarray(37, 41))).toBe('pHYs');
    expect(new DataView(dense.buffer).getUint32(41)).toBe(11_811);
    // As every other writer of PNG has it for 300 dpi.
    expect(new DataView(dense.buffer).getUint32(50).toString(16)).toBe('78a53f76');
  });
});
