import type { ReactElement } from 'react';
import type { Translate } from '../../locales/index.ts';
import { ALL_MOVES, CERTAINTIES } from '../../state/encode.ts';
import { textWidth } from '../../state/flow/names.ts';
import type { Picture } from '../../state/flow/picture.ts';
import { LEAST } from '../../state/flow/scale.ts';
import { type Lang, shortMoney } from '../../state/format.ts';
import { LineSample } from '../legend/samples.tsx';

type Entry = { text: string; sample: ReactElement; wide: number; tall: number };
const ROW = 22;

/** A sample as wide as those of the legend, moved to where it is wanted. */
const sampled = (sample: ReactElement, text: string, tall = ROW): Entry => ({ text, sample, wide: 34, tall });

/** What stands for what, as far as the picture has it. */
function entriesOf(picture: Picture, t: Translate, lang: Lang): Entry[] {
  const { ribbons, scale, same } = picture;
  const flows = ribbons.map(({ flow }) => flow);
  const known = ribbons.filter(({ measured }) => measured);
  const written = (value: number) => shortMoney(value, scale.currency, lang);
  const bands = scale.samples.map(({ value, width }) =>
    sampled(
      <path d="M0 6H34" stroke="var(--money)" strokeWidth={width} opacity={0.36} />,
      written(value),
      width + 8,
    ),
  );
  return [
    ...ALL_MOVES.filter((of) => flows.some(({ moves }) => moves === of)).map((of) =>
      sampled(<LineSample colour={`var(--${of})`} moves={of} />, t(`moves.${of}`)),
    ),
    ...CERTAINTIES.filter((of) => flows.some(({ certainty }) => certainty === of)).map((of) =>
      sampled(<LineSample certainty={of} />, t(`legend.${of}`)),
    ),
    ...(flows.some(({ implied }) => implied)
      ? [sampled(<LineSample moves="money" hollow />, t('legend.implied'))]
      : []),
    ...(flows.some(({ size }) => size.kind === 'unknown')
      ? [sampled(<LineSample colour="var(--money)" moves="money" unknown />, t('flow.key.none'))]
      : []),
    ...(ribbons.some(({ banded, measured }) => banded && !measured)
      ? [
          sampled(
            <g>
              <path d="M0 6H34" stroke="var(--money)" strokeWidth="9" opacity={0.3} />
              <path d="M0 6H34" stroke="var(--canvas)" strokeWidth="6.6" />
              <path d="M0 6H34" stroke="var(--money)" strokeWidth="1.7" />
            </g>,
            t('flow.key.other'),
          ),
        ]
      : []),
    ...(same.length > 0
      ? [
          sampled(
            <path
              d="M1 6H33"
              stroke="var(--ink3)"
              strokeWidth="1.2"
              strokeDasharray="1.5 4"
              strokeLinecap="round"
            />,
            t('flow.key.same'),
          ),
        ]
      : []),
    ...(known.length > 0
      ? [
          { text: `${t(`flow.key.${scale.widths}`)}:`, sample: <g />, wide: 0, tall: ROW },
          ...bands,
          ...(scale.widths === 'linear' && known.some(({ width }) => width <= LEAST)
            ? [
                sampled(
                  <path d="M0 6H34" stroke="var(--money)" strokeWidth={LEAST} opacity={0.36} />,
                  t('flow.key.least', { sum: written(Number(scale.from.toPrecision(2))) }),
                ),
              ]
            : []),
        ]
      : []),
  ];
}

/** The key of the picture, in rows as wide as it is. Part of the drawing, so that the file has it too. */
export function keyOf(picture: Picture, t: Translate, lang: Lang): { height: number; rows: ReactElement } {
  const rows: { entries: (Entry & { x: number })[]; wide: number; tall: number }[] = [];
  for (const entry of entriesOf(picture, t, lang)) {
    const wide = entry.wide + (entry.wide > 0 ? 7 : 0) + textWidth(entry.text) * 0.85 + 16;
    let row = rows.at(-1);
    if (!row || (row.wide > 0 && row.wide + wide > picture.width - 16)) {
      row = { entries: [], wide: 0, tall: 0 };
      rows.push(row);
    }
    row.entries.push({ ...entry, x: row.wide });
    row.wide += wide;
    row.tall = Math.max(row.tall, entry.tall);
  }
  let y = picture.height;
  const placed = rows.flatMap(({ entries, tall }) => {
    const middle = y + tall / 2;
    y += tall;
    return entries.map((entry) => ({ ...entry, y: middle - 6 }));
  });
  return {
    height: y - picture.height,
    rows: (
      <g transform="translate(10 0)">
        {placed.map(({ text, sample, wide, x, y: top }) => (
          <g key={text} transform={`translate(${x} ${top})`}>
            {sample}
            <text x={wide > 0 ? wide + 7 : 0} y="10" fontSize="11.5" fill="var(--ink2)">
              {text}
            </text>
          </g>
        ))}
      </g>
    ),
  };
}
