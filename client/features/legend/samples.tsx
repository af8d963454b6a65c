import type { Moves } from '../../../server/core/model/registry.ts';
import type { Certainty } from '../../state/encode.ts';

export const DASHES: Record<Certainty, string | undefined> = {
  sure: undefined,
  pending: '6 4',
  contested: '1.5 4',
};

/** Arrow heads of 9 by 8, their tip at the right: the same shapes as on the canvas. */
export function Head({ moves, hollow, colour }: { moves: Moves; hollow: boolean; colour: string }) {
  const paint = hollow ? { fill: 'var(--panel)', stroke: colour, strokeWidth: 1.4 } : { fill: colour };
  switch (moves) {
    case 'goods':
      return <path d="M23 2l10 4-10 4 3-4z" {...paint} />;
    case 'collateral':
      return <path d="M23 6l5-4 5 4-5 4z" {...paint} />;
    case 'equity':
      return <circle cx="29" cy="6" r="3.6" {...paint} />;
    case 'guarantee':
      return <rect x="25.5" y="2.5" width="7" height="7" {...paint} />;
    default:
      return <path d="M24 2l9 4-9 4z" {...paint} />;
  }
}

type Props = {
  colour?: string;
  certainty?: Certainty;
  moves?: Moves;
  hollow?: boolean;
  unknown?: boolean;
  off?: boolean;
};
/** A line as the canvas draws it, for the legend. */
export function LineSample({
  colour = 'var(--ink2)',
  certainty = 'sure',
  moves,
  hollow = false,
  unknown = false,
  off = false,
}: Props) {
  return (
    <svg className="sample" width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">
      <path
        d={moves ? 'M1 6H25' : 'M1 6H33'}
        stroke={colour}
        strokeWidth={unknown ? 1.4 : moves && !hollow ? 2.6 : 2}
        strokeDasharray={DASHES[certainty]}
        strokeLinecap={certainty === 'contested' ? 'round' : 'butt'}
        fill="none"
      />
      {off && <path d="M17 1.5V10.5" stroke={colour} strokeWidth="2.2" />}
      {moves && <Head moves={moves} hollow={hollow} colour={colour} />}
      {unknown && (
        <>
          <circle cx="12" cy="6" r="5.5" fill="var(--panel)" />
          <text x="12" y="9.8" fontSize="11" fontWeight="650" textAnchor="middle" fill={colour}>
            ?
          </text>
        </>
      )}
    </svg>
  );
}

/** Three widths, from a small amount to a large one. */
export function WidthSample({ widths }: { widths: readonly number[] }) {
  return (
    <svg className="sample" width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">
      {widths.map((width, index) => (
        <path key={width} d={`M${1 + index * 11.5} 6h9.5`} stroke="var(--money)" strokeWidth={width} />
      ))}
    </svg>
  );
}

/** A sign on a line, as it stands there. */
export function SignSample({ text }: { text: string }) {
  return (
    <svg className="sample" width="34" height="16" viewBox="0 0 34 16" aria-hidden="true">
      <path d="M1 8H33" stroke="var(--money)" strokeWidth="2" />
      <rect x="7" y="1" width="20" height="14" rx="3" fill="var(--panel)" stroke="var(--money)" />
      <text x="17" y="11.8" fontSize="10" fontWeight="650" textAnchor="middle" fill="var(--money)">
        {text}
      </text>
    </svg>
  );
}
