import { claimTitle } from '../../commands/names.ts';
import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { GRADE_LETTERS } from '../../state/encode.ts';
import { money, percent, times } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import { type Loop, loopMarks, type Mark } from '../../state/loops.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

/** "at most USD 2.3 billion", for each currency, or "unknown". */
export function Bottleneck({ loop }: { loop: Pick<Loop, 'bottleneck'> }) {
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

/** How a mark looks: what is doubted, what is read in, what is not settled. */
export const markTone = (mark: Mark): 'dotted' | 'warn' | 'dashed' =>
  mark === 'allegation' || mark === 'opinion' ? 'dotted' : mark === 'implied' ? 'warn' : 'dashed';

export function LoopMarks({ loop }: { loop: Loop }) {
  const t = useText();
  const marks = loopMarks(loop);
  if (marks.length === 0 && !loop.exchange && loop.reading === 'elementary') return null;
  return (
    <span className="marks">
      {loop.exchange && <Chip tone="accent">{t('loop.exchange')}</Chip>}
      {loop.reading === 'trail' && <Chip tone="accent">{t('loop.recurs')}</Chip>}
      {marks.map((mark) => (
        <Chip key={mark} tone={markTone(mark)}>
          {t(`mark.${mark}`)}
        </Chip>
      ))}
    </span>
  );
}

/** What of the money that the first leg puts in comes back by the last, where both are known. */
export function ReturnedMoney({ loop }: { loop: Loop }) {
  const t = useText();
  const lang = useLang();
  const { returned } = loop;
  if (!returned) return <em className="doubt">{t('loop.returned.unknown')}</em>;
  const { put, back, share, currency } = returned;
  return (
    <>
      <b>{share < 2 ? percent(share) : times(share)}</b>{' '}
      <span className="aside">
        {t('loop.returned.of', {
          back: money(back.amount, currency, lang),
          put: money(put.amount, currency, lang),
        })}
      </span>
    </>
  );
}

/** The least certain leg: how uncertain, and which it is. */
export function WeakestLeg({ loop }: { loop: Loop }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const { weakest } = loop;
  const numbered = loop.legs.flatMap((leg, index) =>
    weakest.claims.some((key) => key === claimKey(leg.claim)) ? [{ leg, number: index + 1 }] : [],
  );
  return (
    <span className="marks">
      <Chip>{t(`modality.${weakest.modality}`)}</Chip>
      <Chip>{weakest.status === null ? t('status.unknown') : t(`status.${weakest.status}`)}</Chip>
      <Chip>{t(`basis.${weakest.basis}`)}</Chip>
      {weakest.status !== null && weakest.unknownStatus > 0 && (
        <Chip tone="warn">{t('loop.statusUnknown', { count: weakest.unknownStatus })}</Chip>
      )}
      {numbered.length > 0 &&
        numbered.length < loop.legs.length &&
        numbered.map(({ leg, number }) => (
          <button
            key={number}
            type="button"
            className="link"
            title={claimTitle(graph, leg.claim, lang)}
            onClick={() => dispatch('select', { kind: 'claim', key: claimKey(leg.claim) })}
          >
            {t('beside.leg', { k: number })}
          </button>
        ))}
    </span>
  );
}
