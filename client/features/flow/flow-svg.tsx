import type { KeyboardEvent, ReactNode } from 'react';
import { kindIcon } from '../../components/kind-icon.tsx';
import type { NodeClass } from '../../state/encode.ts';
import { RIM } from '../../state/flow/chords.ts';
import { LINE } from '../../state/flow/names.ts';
import type { Node, Picture, Ribbon, Written } from '../../state/flow/picture.ts';
import { DISC } from '../../state/flow/ring.ts';
import { DASHES, Head } from '../legend/samples.tsx';

// Everything is drawn with attributes, not with a style sheet: the file that is saved has none.

const line = (points: Written['lead']): string => points.map(({ x, y }) => `${x},${y}`).join(' ');

const NOTE = { fontWeight: 450, fill: 'var(--ink3)', fontSize: 11.5 };

/** A name in lines, with the line that leads to it. */
function Label({
  label,
  weight = 600,
  ink = 'var(--ink)',
}: {
  label: Written;
  weight?: number;
  ink?: string;
}) {
  const { lines, notes, at, anchor, lead } = label;
  return (
    <>
      {lead.length > 0 && <polyline points={line(lead)} fill="none" stroke="var(--line2)" strokeWidth="1" />}
      <text textAnchor={anchor} fontSize="12.5" fontWeight={weight} fill={ink}>
        {lines.map((text, index) => (
          <tspan
            key={text}
            x={at.x}
            y={at.y + index * LINE + 11.5}
            {...(index >= lines.length - notes ? NOTE : {})}
          >
            {text}
          </tspan>
        ))}
      </text>
    </>
  );
}

type PressProps = Part & { reachable: boolean; written: ReactNode; children: ReactNode };
/**
 * A part of the picture that can be pressed, by pointer or key. What is written on and beside it is no part of the button, whose name
 * says all of it in one sentence.
 */
function Press({
  name,
  onPress,
  on,
  faded,
  reachable,
  written,
  children,
  ...data
}: PressProps & Record<`data-${string}`, string>) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPress();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: words beside the button can be pressed, too
    <g className="flow-part" opacity={faded ? 0.22 : 1} onClick={onPress}>
      {/* biome-ignore lint/a11y/useSemanticElements: there is no <button> in SVG */}
      <g
        role="button"
        tabIndex={reachable ? 0 : -1}
        aria-pressed={on}
        aria-label={name}
        data-roving=""
        onKeyDown={onKeyDown}
        {...data}
      >
        <title>{name}</title>
        {children}
      </g>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus */}
      <g aria-hidden="true">{written}</g>
    </g>
  );
}

const MARK = 10.5;

function RibbonShape({ ribbon, on }: { ribbon: Ribbon; on: boolean }) {
  const { flow, path, width, banded, measured, tip, turned } = ribbon;
  const colour = `var(--${flow.moves === 'nothing' ? 'none' : flow.moves})`;
  const half = width / 2;
  return (
    <>
      {banded && (
        <g opacity={on ? 0.62 : 0.3}>
          <path d={path} fill="none" stroke={colour} strokeWidth={width} />
          {measured ? (
            <path
              d={`M-10.2 ${-half}L0 0L-10.2 ${half}Z`}
              transform={`translate(${tip.x} ${tip.y}) rotate(${turned})`}
              fill={colour}
            />
          ) : (
            <path d={path} fill="none" stroke="var(--canvas)" strokeWidth={width - 2.4} />
          )}
        </g>
      )}
      {/* Wide enough to be met with a finger. */}
      <path
        d={path}
        fill="none"
        stroke="transparent"
        strokeWidth={Math.max(width, 14)}
        pointerEvents="stroke"
      />
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={on ? 2.6 : 1.7}
        strokeDasharray={DASHES[flow.certainty]}
        strokeLinecap={flow.certainty === 'contested' ? 'round' : 'butt'}
      />
      <g transform={`translate(${tip.x} ${tip.y}) rotate(${turned}) translate(-33 -6)`}>
        <Head moves={flow.moves} hollow={flow.implied} colour={colour} />
      </g>
    </>
  );
}

/** What is written on a ribbon: its number in the loop, or its figure. */
function Mark({ ribbon, numbered }: { ribbon: Ribbon; numbered: boolean }) {
  const { flow, mark } = ribbon;
  const colour = `var(--${flow.moves === 'nothing' ? 'none' : flow.moves})`;
  const unknown = mark?.text === '?';
  return (
    <>
      {mark && numbered && (
        <>
          <circle
            cx={mark.at.x}
            cy={mark.at.y}
            r="9.5"
            fill="var(--panel)"
            stroke={colour}
            strokeWidth="1.4"
          />
          <text
            x={mark.at.x}
            y={mark.at.y + 4}
            fontSize="11"
            fontWeight="650"
            textAnchor="middle"
            fill={colour}
          >
            {mark.text}
          </text>
        </>
      )}
      {mark && !numbered && (
        <text
          x={mark.at.x}
          y={mark.at.y + 4}
          fontSize={unknown ? 12 : MARK}
          fontWeight="650"
          textAnchor="middle"
          fill={colour}
          stroke="var(--canvas)"
          strokeWidth={unknown ? 6 : 4}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {mark.text}
        </text>
      )}
    </>
  );
}

function NodeShape({ node, kind, on, ring }: { node: Node; kind: NodeClass; on: boolean; ring: boolean }) {
  const Icon = kindIcon(kind);
  const colour = `var(--kind-${kind})`;
  const radius = ring ? DISC : 10;
  const size = ring ? 17 : 12;
  return (
    <>
      {node.arc !== '' && (
        <path
          d={node.arc}
          fill="none"
          stroke={colour}
          strokeWidth={RIM}
          strokeLinecap="round"
          opacity={on ? 1 : 0.85}
        />
      )}
      <circle
        cx={node.at.x}
        cy={node.at.y}
        r={radius}
        fill="var(--panel)"
        stroke={on ? 'var(--accent)' : colour}
        strokeWidth={on ? 2.6 : 1.8}
        {...(kind === 'Group' ? { strokeDasharray: '2.5 2' } : {})}
      />
      <Icon
        x={node.at.x - size / 2}
        y={node.at.y - size / 2}
        width={size}
        height={size}
        color={colour}
        strokeWidth={2}
        aria-hidden="true"
      />
    </>
  );
}

/** What the drawing needs to know of a part of it. */
export type Part = { name: string; on: boolean; faded: boolean; onPress: () => void };
type Props = {
  picture: Picture;
  kindOf: (key: string) => NodeClass;
  ribbonPart: (ribbon: Ribbon) => Part;
  nodePart: (node: Node) => Part;
};

export function FlowParts({ picture, kindOf, ribbonPart, nodePart }: Props) {
  const { centre, shape, nodes, ribbons, same, middle } = picture;
  const ring = shape === 'ring';
  return (
    <>
      {same.map((path) => (
        <path
          key={path}
          d={path}
          fill="none"
          stroke="var(--ink3)"
          strokeWidth="1.2"
          strokeDasharray="1.5 4"
          strokeLinecap="round"
        />
      ))}
      {middle.length > 0 && (
        <text textAnchor="middle" fontSize="12.5" fill="var(--ink2)">
          {middle.map((text, index) => (
            <tspan
              key={text}
              x={centre.x}
              y={centre.y + (index - (middle.length - 1) / 2) * 17 + 4}
              {...(index === 0 ? { fontWeight: 650, fill: 'var(--ink)' } : {})}
            >
              {text}
            </tspan>
          ))}
        </text>
      )}
      {ribbons.map((ribbon, index) => {
        const part = ribbonPart(ribbon);
        return (
          <Press
            key={ribbon.flow.key}
            {...part}
            reachable={index === 0}
            data-claim={ribbon.flow.claim.id}
            written={
              <>
                <Mark ribbon={ribbon} numbered={ring} />
                {ribbon.label && (
                  <Label
                    label={ribbon.label}
                    weight={500}
                    ink={ribbon.flow.size.kind === 'unknown' ? 'var(--warn)' : 'var(--ink2)'}
                  />
                )}
              </>
            }
          >
            <RibbonShape ribbon={ribbon} on={part.on} />
          </Press>
        );
      })}
      {nodes.map((node) => {
        const part = nodePart(node);
        return (
          <Press
            key={node.id}
            {...part}
            reachable={false}
            data-entity={node.key}
            written={<Label label={node.label} />}
          >
            <NodeShape node={node} kind={kindOf(node.key)} on={part.on} ring={ring} />
          </Press>
        );
      })}
    </>
  );
}
