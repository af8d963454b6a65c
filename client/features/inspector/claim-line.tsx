import { movesOf } from '../../../server/core/model/registry.ts';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { entityName } from '../../commands/names.ts';
import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { amountUnknown } from '../../state/encode.ts';
import { figuresOf, holdsWhen, summaryOf, verbOf } from '../../state/format.ts';
import { fromKey, toKey } from '../../state/graph.ts';
import { marksOf } from '../../state/loops.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { GradeMark } from '../grade-mark.tsx';

/** The figure of a claim in a line, unknown said as unknown. */
export function ClaimFigure({ claim }: { claim: StoredClaim }) {
  const t = useText();
  const lang = useLang();
  const { sum, rate, quantity } = figuresOf(claim, lang);
  const text = [sum, quantity, rate].filter(Boolean).join(' · ');
  if (text !== '') return <span className="figure">{text}</span>;
  return amountUnknown(claim) ? <em className="doubt">{t('amount.unknown')}</em> : null;
}

/** A claim in a list: who, what, whom; the figure; what to mind. Pressing it opens the claim. */
export function ClaimLine({
  claim,
  number,
  summary = false,
}: {
  claim: StoredClaim;
  number?: string;
  summary?: boolean;
}) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const moves = movesOf(claim.type);
  const dated = holdsWhen(claim, lang);
  return (
    <button
      type="button"
      className="claim-line"
      onClick={() => dispatch('openClaim', claim)}
      data-claim={claim.id}
    >
      {number !== undefined && <span className="leg-number">{number}</span>}
      <span className="claim-line-text">
        <span className="legs">
          <b>{entityName(graph, fromKey(graph, claim), lang)}</b>{' '}
          <span className="verb" style={{ color: `var(--${moves === 'nothing' ? 'ink2' : moves})` }}>
            {verbOf(claim.type, lang)}
          </span>{' '}
          <b>{entityName(graph, toKey(graph, claim), lang)}</b>
        </span>
        {summary && <span className="claim-summary">{summaryOf(claim, lang)}</span>}
        <span className="claim-line-facts">
          <GradeMark grade={claim.grade} best />
          <ClaimFigure claim={claim} />
          {claim.status && <span>{t(`status.${claim.status}`)}</span>}
          {claim.calledOffBy && <Chip tone="warn">{t('claim.calledOff')}</Chip>}
          {dated !== undefined && <span>{dated}</span>}
          {marksOf([claim])
            .filter((mark) => mark !== claim.status)
            .map((mark) => (
              <Chip key={mark} tone="warn">
                {t(`mark.${mark}`)}
              </Chip>
            ))}
        </span>
      </span>
    </button>
  );
}
