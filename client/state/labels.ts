import type { StoredClaim } from '../../server/core/model/stored.ts';
import { amountUnknown, drawnAmount } from './encode.ts';
import { figuresOf, type Lang, shortMoney } from './format.ts';
import { angleFrom, type Point } from './geometry.ts';

/** The sides a name can stand on, with the angle that each lies in and how much it is preferred. */
const SIDES = [
  { side: 'bottom', angle: Math.PI / 2, liked: 0.26 },
  { side: 'top', angle: -Math.PI / 2, liked: 0.2 },
  { side: 'right', angle: 0, liked: 0 },
  { side: 'left', angle: Math.PI, liked: 0 },
] as const;
export type Side = (typeof SIDES)[number]['side'];
/** Clear enough: more room than this counts no further. */
const CLEAR = 1.75;

/** The side of an entity that its lines leave free. */
export function freeSide(at: Point, neighbours: readonly Point[]): Side {
  const lines = neighbours.map((other) => angleFrom(at, other));
  const room = (angle: number) =>
    Math.min(
      CLEAR,
      ...lines.map((line) => Math.abs(Math.atan2(Math.sin(line - angle), Math.cos(line - angle)))),
    );
  return SIDES.reduce<{ side: Side; score: number }>(
    (best, { side, angle, liked }) => {
      const score = room(angle) + liked;
      return score > best.score ? { side, score } : best;
    },
    { side: 'bottom', score: Number.NEGATIVE_INFINITY },
  ).side;
}

/** How wide a name is, a Chinese character counting as two. */
export const widthInCells = (name: string): number =>
  [...name].reduce((sum, char) => sum + (/[\u2e80-\uffff]/.test(char) ? 2 : 1), 0);

const MARKS = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '⑪', '⑫'];

/** The figure on a line: a sum, else a quantity; "?" where money moves and nobody says how much. */
function figureLabel(claim: StoredClaim, lang: Lang, room: boolean): string {
  const sum = drawnAmount(claim);
  if (sum !== undefined) {
    const bound =
      claim.amount === undefined && claim.amountMax === undefined ? '≥ ' : claim.approximate ? '~' : '';
    return `${bound}${shortMoney(sum, claim.currency, lang)}`;
  }
  if (!amountUnknown(claim)) return '';
  // A quantity is long: lines are told apart by it only where there is room, and it is no amount in any case.
  return (room ? figuresOf(claim, lang).quantity : undefined) ?? '?';
}

/** The words on a line: its number in the loop that is shown, its verb where it is singled out, its figure. */
export function edgeLabel(claim: StoredClaim, lang: Lang, number: number | undefined, verb: string): string {
  const mark = number === undefined ? '' : (MARKS[number] ?? `${number + 1}`);
  const what = [mark, verb].filter(Boolean).join(' ');
  return [what, figureLabel(claim, lang, verb !== '')].filter(Boolean).join(verb === '' ? ' ' : ' · ');
}
