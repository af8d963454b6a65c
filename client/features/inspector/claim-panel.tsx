import { useQuery } from '@tanstack/react-query';
import { FileQuestionMark, TriangleAlert } from 'lucide-react';
import type { Output } from '../../../server/core/contract/index.ts';
import { movesOf } from '../../../server/core/model/registry.ts';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { codeOf, faultText } from '../../commands/faults.ts';
import { Empty, Section, Skeleton } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { contradicting } from '../../state/contradictions.ts';
import { amountUnknown } from '../../state/encode.ts';
import { figuresOf, nameOf, summaryOf, verbOf } from '../../state/format.ts';
import { claimKey, entityKey } from '../../state/graph.ts';
import { loopsAlongClaim } from '../../state/loops.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopLinks } from '../loops/loop-links.tsx';
import { useToldLoops } from '../loops/use-told-loops.ts';
import { useKnown } from '../use-known.ts';
import { ClaimFacts } from './claim-facts.tsx';
import { ClaimLine } from './claim-line.tsx';
import { EvidenceCard } from './evidence.tsx';
import { OwnActions } from './own-actions.tsx';

/** The figure, large; a rate keeps its "per", and what is unknown is said to be. */
function BigFigure({ claim }: { claim: StoredClaim }) {
  const t = useText();
  const lang = useLang();
  const { sum, rate, quantity } = figuresOf(claim, lang);
  const main = sum ?? rate ?? quantity;
  if (main === undefined && !amountUnknown(claim)) return null;
  return (
    <div className="big-figure">
      {main === undefined ? (
        <span className="big doubt">{t('amount.unknown')}</span>
      ) : (
        <span className="big">{main}</span>
      )}
      {claim.asStated && <span className="as-stated">{t('amount.asStated', { text: claim.asStated })}</span>}
    </div>
  );
}

function Lines({ title, claims, note }: { title: string; claims: readonly StoredClaim[]; note?: string }) {
  if (claims.length === 0) return null;
  return (
    <Section title={title} note={claims.length}>
      {note && <p className="help">{note}</p>}
      <ul className="claim-list">
        {claims.map((claim) => (
          <li key={claimKey(claim)}>
            <ClaimLine claim={claim} summary />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Contradicting claims beside this one, so that they are read together. */
function Contradictions({ claim, against }: { claim: StoredClaim; against: readonly StoredClaim[] }) {
  const t = useText();
  if (against.length === 0) return null;
  return (
    <Section title={t('claim.contradicts')} note={against.length}>
      <p className="help">{t('claim.contradicts.text')}</p>
      <div className="side-by-side">
        <div>
          <h4>{t('claim.thisOne')}</h4>
          <ClaimLine claim={claim} summary />
        </div>
        <div>
          <h4>{t('claim.contradicts')}</h4>
          {against.map((other) => (
            <ClaimLine key={claimKey(other)} claim={other} summary />
          ))}
        </div>
      </div>
    </Section>
  );
}

function Gaps({ found }: { found: Output<'claim'> }) {
  const t = useText();
  const { claim, from, to } = found;
  const gaps = [
    amountUnknown(claim) && t('claim.gaps.amount'),
    movesOf(claim.type) !== 'nothing' &&
      claim.start === undefined &&
      claim.end === undefined &&
      t('claim.gaps.date'),
    (from.kind === 'Group' || to.kind === 'Group') && t('claim.gaps.group'),
  ].filter((gap) => gap !== false);
  if (gaps.length === 0) return null;
  return (
    <div className="section">
      <p className="alert">
        <TriangleAlert size={15} aria-hidden="true" />
        <span>{gaps.join(' ')}</span>
      </p>
    </div>
  );
}

/** A claim, with everything that its source says and does not say. */
export function ClaimPanel({ id }: { id: string }) {
  const { dispatch, queries } = useApp();
  const t = useText();
  const lang = useLang();
  const loops = useToldLoops();
  const graph = useAppState((state) => state.graph);
  const inLoops = loopsAlongClaim(loops, id);
  const { data, error } = useQuery(queries.claim(id));
  useKnown(
    data
      ? [
          data.claim,
          ...data.statements,
          ...data.follows,
          ...data.followedBy,
          ...data.contradicts,
          ...data.comments,
        ]
      : [],
  );
  if (error) {
    const gone = codeOf(error) === 'not_found';
    return (
      <Empty icon={FileQuestionMark} title={gone ? t('claim.missing') : t('claim.kind')}>
        {gone ? t('missing.text') : faultText(t, error)}
      </Empty>
    );
  }
  if (!data)
    return (
      <div className="section">
        <Skeleton lines={7} label={t('app.loading')} />
      </div>
    );
  const { claim, from, to } = data;
  const against = [
    ...data.contradicts,
    ...contradicting(graph, claim).filter(
      (other) => !data.contradicts.some((known) => claimKey(known) === claimKey(other)),
    ),
  ];
  return (
    <>
      <header className="inspector-head">
        <p className="over">
          {t('claim.kind')} · {t(`moves.${movesOf(claim.type)}`)}
        </p>
        <h2 className="claim-title">
          <button type="button" className="link plain" onClick={() => dispatch('visit', entityKey(from))}>
            {nameOf(from, lang)}
          </button>{' '}
          <span
            style={{ color: `var(--${movesOf(claim.type) === 'nothing' ? 'ink2' : movesOf(claim.type)})` }}
          >
            {verbOf(claim.type, lang)}
          </span>{' '}
          <button type="button" className="link plain" onClick={() => dispatch('visit', entityKey(to))}>
            {nameOf(to, lang)}
          </button>
        </h2>
        <p className="summary">{summaryOf(claim, lang)}</p>
        <div className="actions">
          {inLoops.length > 0 && <CommandButton name="whatIf" wide look="outline" />}
          <CommandButton name="cite" wide look="outline" />
          <OwnActions />
        </div>
      </header>
      <div className="section">
        <BigFigure claim={claim} />
        <ClaimFacts found={data} />
      </div>
      <Section title={t('claim.evidence')} note={data.evidence.length}>
        {data.evidence.map((evidence) => (
          <EvidenceCard key={evidence.id} evidence={evidence} />
        ))}
      </Section>
      <Gaps found={data} />
      <Contradictions claim={claim} against={against} />
      <Lines title={t('claim.statements')} claims={data.statements} />
      <Lines title={t('claim.follows')} claims={data.follows} />
      <Lines title={t('claim.followedBy')} claims={data.followedBy} />
      <Lines title={t('claim.comments')} claims={data.comments} />
      {inLoops.length > 0 && (
        <Section title={t('claim.inLoops')} note={inLoops.length}>
          <LoopLinks loops={inLoops} />
        </Section>
      )}
    </>
  );
}
