import type { Output } from '../../../server/core/contract/index.ts';
import { keyOf } from '../../../server/core/model/ids.ts';
import { Chip, Fact } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { figuresOf, holdsWhen, nameOf, summaryOf, when } from '../../state/format.ts';
import { claimKey, entityAt } from '../../state/graph.ts';
import { loopsAlongClaim } from '../../state/loops.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { useToldLoops } from '../loops/use-told-loops.ts';

/** Names of those who say so; ids among them are shown by name. */
export function useSaidBy(): (names: readonly string[] | undefined, dataset: string) => string {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  return (names, dataset) => {
    if (names === undefined || names.length === 0) return t('entity.source');
    return names
      .map((name) => {
        const entity = entityAt(graph, keyOf(dataset, name));
        return entity ? nameOf(entity, lang) : name;
      })
      .join(' → ');
  };
}

/** The facts of a claim, one to a line; what the source leaves out is said where a reader would look for it. */
export function ClaimFacts({ found }: { found: Output<'claim'> }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const saidBy = useSaidBy();
  const loops = useToldLoops();
  const { claim, named, deal } = found;
  const { sum, rate, quantity } = figuresOf(claim, lang);
  // By default it became known with the first of its sources.
  const known =
    claim.knownOn ??
    found.evidence.flatMap(({ source }) => source.date ?? []).sort((a, b) => (a < b ? -1 : 1))[0];
  const inLoops = loopsAlongClaim(loops, claimKey(claim));
  const calling = (id: string): string => {
    const other = [...found.statements, ...found.contradicts].find((one) => one.id === id);
    return other ? summaryOf(other, lang) : id;
  };
  const link = (id: string | undefined) => {
    const entity = named.find((one) => one.id === id);
    if (!entity || id === undefined) return id;
    return (
      <button type="button" className="link" onClick={() => dispatch('visit', keyOf(claim.dataset, id))}>
        {nameOf(entity, lang)}
      </button>
    );
  };
  return (
    <dl className="facts">
      {sum !== undefined && rate !== undefined && <Fact name={t('claim.rate')}>{rate}</Fact>}
      {(sum ?? rate) !== undefined && quantity !== undefined && (
        <Fact name={t('claim.quantity')}>{quantity}</Fact>
      )}
      <Fact name={t('claim.certainty')}>
        <span className="marks">
          <Chip
            {...(claim.modality === 'fact'
              ? {}
              : {
                  tone: claim.modality === 'opinion' || claim.modality === 'allegation' ? 'dotted' : 'dashed',
                })}
          >
            {t(`modality.${claim.modality}`)}
          </Chip>
          <Chip>{claim.status ? t(`status.${claim.status}`) : t('status.unknown')}</Chip>
        </span>
      </Fact>
      <Fact name={t('claim.basis')}>
        {claim.basis === 'implied' ? (
          <>
            <Chip tone="warn">{t('basis.implied')}</Chip>
            <span className="aside">{t('basis.implied.text')}</span>
          </>
        ) : (
          t('basis.stated')
        )}
      </Fact>
      <Fact name={t('claim.saidBy')}>{saidBy(claim.attributedTo, claim.dataset)}</Fact>
      <Fact name={t('claim.when')}>
        {holdsWhen(claim, lang) ?? <em className="doubt">{t('claim.notDated')}</em>}
      </Fact>
      {known !== undefined && (
        <Fact name={t('claim.knownOn')}>
          {when(known, lang)}
          {claim.knownOn === undefined && <span className="aside">{t('claim.knownBySource')}</span>}
        </Fact>
      )}
      {claim.calledOffBy && (
        <Fact name={t('claim.calledOff')}>
          {claim.calledOffKnownOn !== undefined &&
            t('claim.calledOff.since', { date: when(claim.calledOffKnownOn, lang) })}{' '}
          {claim.calledOffBy.map((id) => (
            <button
              key={id}
              type="button"
              className="link"
              data-testid="called-off-by"
              onClick={() => dispatch('open', { kind: 'claim', key: keyOf(claim.dataset, id) })}
            >
              {calling(id)}
            </button>
          ))}
        </Fact>
      )}
      {claim.item && <Fact name={t('claim.product')}>{claim.item}</Fact>}
      {claim.product && <Fact name={t('claim.product')}>{link(claim.product)}</Fact>}
      {claim.collateral && <Fact name={t('claim.collateral')}>{link(claim.collateral)}</Fact>}
      {claim.purpose && <Fact name={t('claim.purpose')}>{claim.purpose}</Fact>}
      {deal && (
        <Fact name={t('claim.deal')}>
          {nameOf(deal, lang)} <span className="aside">{t(`dealKind.${deal.kind}`)}</span>
        </Fact>
      )}
      <Fact name={t('claim.inLoops')}>
        {inLoops.length === 0
          ? t('claim.noLoops')
          : t('claim.loopsOf', { k: inLoops.length, n: loops.length })}
      </Fact>
    </dl>
  );
}
