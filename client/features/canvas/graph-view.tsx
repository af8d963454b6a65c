import { CircleDashed } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type CanvasHandle, createCanvas } from '../../canvas/handle.ts';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { isBundle } from '../../state/bundles.ts';
import { isCrowd } from '../../state/scene.ts';
import { chosenOf } from '../../state/selection.ts';
import { useApp } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { useCanvasKeys } from './keys.ts';
import { useScene } from './use-scene.ts';

/** What floats over the canvas, and how much room it takes at its edge. */
function insets() {
  const height = (selector: string): number =>
    document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
  const legend = height('.canvas-legend');
  // On a phone the player lies at the bottom.
  const player = document.querySelector('.player')?.getBoundingClientRect();
  const stage = document.querySelector('.stage')?.getBoundingClientRect();
  const low = player && stage && player.top > stage.top + stage.height / 2 ? player.height + 8 : 0;
  return {
    top: 54,
    right: height('.canvas-tools') > 0 ? 40 : 0,
    bottom: Math.max(legend > 0 ? legend + 12 : 0, low),
    left: 0,
  };
}

type Props = {
  /** Whether the first picture is there to be drawn. */
  ready: boolean;
  /** A word for the theme in force: when it changes, the colours are read anew. */
  theme: string;
};

/** The graph: draws the scene, and turns what is done on it into commands. */
export function GraphView({ ready, theme }: Props) {
  const { dispatch, attach, context } = useApp();
  const t = useText();
  const scene = useScene();
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<CanvasHandle>(undefined);
  const fitted = useRef(false);
  const { onKeyDown, onFocus, claim } = useCanvasKeys();

  useEffect(() => {
    if (!host.current) return;
    const made = createCanvas(
      host.current,
      {
        onEntity: (key, more) =>
          more ? dispatch('selectToggle', { entities: [key] }) : dispatch('select', { kind: 'entity', key }),
        onOpen: (key) => dispatch('expand', { key }),
        onClaim: (key, more) => {
          const selection = { kind: isBundle(key) ? 'bundle' : 'claim', key } as const;
          if (more) dispatch('selectToggle', chosenOf(context.store.getState().graph, selection));
          else dispatch('select', selection);
        },
        onBox: (entities) => dispatch('selectThese', { entities, add: true }),
        onNothing: () => dispatch('select', { kind: 'none' }),
        onMoved: (places) => dispatch('move', places),
      },
      insets,
    );
    canvas.current = made;
    fitted.current = false;
    attach(made);
    // The canvas measures names in whatever font is there: it is told when the real one has come.
    void document.fonts.ready.then(() => canvas.current === made && made.repaint());
    return () => {
      attach(undefined);
      canvas.current = undefined;
      made.destroy();
    };
  }, [dispatch, attach, context]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme is what this waits for
  useEffect(() => {
    canvas.current?.repaint();
  }, [theme]);

  useEffect(() => {
    canvas.current?.draw(
      claim === undefined
        ? scene
        : {
            ...scene,
            edges: scene.edges.map((edge) =>
              edge.claims.includes(claim) ? { ...edge, selected: true, faded: false } : edge,
            ),
          },
    );
    if (!ready || fitted.current) return;
    fitted.current = true;
    canvas.current?.fitNow();
    // Fonts, if they are on their way already, change the sizes that "everything" has.
    void document.fonts.ready.then(() => {
      canvas.current?.fitNow();
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = 'true';
      });
    });
  }, [scene, ready, claim]);

  // A panel that opens, closes or is dragged leaves another size: what was in sight is brought back.
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [width, height] = [element.clientWidth, element.clientHeight];
    const watch = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (Math.abs(clientWidth - width) < 2 && Math.abs(clientHeight - height) < 2) return;
      [width, height] = [clientWidth, clientHeight];
      clearTimeout(timer);
      timer = setTimeout(() => context.canvas()?.fit(), 120);
    });
    watch.observe(element);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [context]);

  const counts = {
    entities: scene.nodes.filter(({ hidden }) => !hidden).length,
    claims: scene.edges.reduce((sum, edge) => sum + (edge.hidden ? 0 : edge.claims.length), 0),
  };
  const label = t('canvas.label', counts);
  return (
    <>
      <div
        id="graph"
        ref={host}
        className="graph"
        role="application"
        aria-roledescription="graph"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the graph handles its own keys
        tabIndex={0}
        data-tour="canvas"
        data-testid="graph"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      />
      {isCrowd(scene) && (
        <p className="float crowd-note" data-testid="crowd-note">
          {t('canvas.crowd', counts)}
        </p>
      )}
      {ready && scene.nodes.length === 0 && (
        <div className="canvas-empty">
          <Empty
            icon={CircleDashed}
            title={t('canvas.empty')}
            action={<CommandButton name="startOver" wide look="outline" />}
          >
            {t('canvas.empty.text')}
          </Empty>
        </div>
      )}
    </>
  );
}
