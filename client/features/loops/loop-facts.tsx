import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { GRADE_LETTERS } from '../../state/encode.ts';
import { money } from '../../state/format.ts';
import { type Loop, loopMarks } from '../../state/loops.ts';
import { useLang } from '../app-context.tsx';

/** "at most USD 2.3 billion", for each currency, or "unknown". */
export function Bottleneck({ loop }: { loop: Loop }) {
  const t = useText();
  const lang = useLang();
  const { currencies } = loop.bottleneck;
  if (currencies.length === 0) return <em className="doubt">{t('loop.unknown')}</em>;
  return currencies.map(({ currency, atMost }) => (
    <span key={currency} className="nowrap">
      {t('loop.atMost', { sum: money(atMost, currency, lang) })}
    </span>
  ));
}

/** How many of the money legs have no known lump sum. */
export function UnknownLegs({ loop }: { loop: Loop }) {
  const t = useText();
  const { unknown, moneyLegs } = loop.bottleneck;
  return unknown === 0 ? (
    t('loop.allKnown')
  ) : (
    <em className="doubt">{t('loop.unknownOf', { k: unknown, n: moneyLegs })}</em>
  );
}

/** The best source of each leg, in the order of the legs. */
export function LoopGrades({ loop }: { loop: Loop }) {
  const t = useText();
  return (
    <span
      className="loop-grades"
      role="img"
      aria-label={t('loop.grades', {
        list: loop.legs.map(({ claim }) => t(`grade.${claim.grade}`)).join(', '),
      })}
      title={t('loop.grades', { list: loop.legs.map(({ claim }) => t(`grade.${claim.grade}`)).join(', ') })}
    >
      {loop.legs.map(({ claim }) => (
        <span key={claim.id} className={`grade ${claim.grade}`}>
          {GRADE_LETTERS[claim.grade]}
        </span>
      ))}
    </span>
  );
}

export function LoopMarks({ loop }: { loop: Loop }) {
  const t = useText();
  const marks = loopMarks(loop);
  if (marks.length === 0 && !loop.exchange && loop.reading === 'elementary') return null;
  return (
    <span className="marks">
      {loop.exchange && <Chip tone="accent">{t('loop.exchange')}</Chip>}
      {loop.reading === 'trail' && <Chip tone="accent">{t('loop.recurs')}</Chip>}
      {marks.map((mark) => (
        <Chip
          key={mark}
          tone={
            mark === 'allegation' || mark === 'opinion' ? 'dotted' : mark === 'implied' ? 'warn' : 'dashed'
          }
        >
          {t(`mark.${mark}`)}
        </Chip>
      ))}
    </span>
  );
}
