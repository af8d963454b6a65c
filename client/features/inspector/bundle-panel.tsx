import { FileQuestionMark } from 'lucide-react';
import { CLAIM_TYPE_NAMES, movesOf } from '../../../server/core/model/registry.ts';
import { entityName } from '../../commands/names.ts';
import { Empty, Section } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { bundled, bundleEnds } from '../../state/bundles.ts';
import { disagree } from '../../state/contradictions.ts';
import { verbOf } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { ClaimLine } from './claim-line.tsx';

/** Several claims of one type between the same two, each leading to its own page; the earliest first, undated ones last. */
export function BundlePanel({ id }: { id: string }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const ends = bundleEnds(id);
  const type = CLAIM_TYPE_NAMES.find((name) => name === ends.type);
  const claims = bundled(graph, id).sort((a, b) => ((a.start ?? '~') < (b.start ?? '~') ? -1 : 1));
  if (!type || claims.length === 0)
    return (
      <Empty icon={FileQuestionMark} title={t('claim.missing')}>
        {t('missing.text')}
      </Empty>
    );
  const moves = movesOf(type);
  const end = (key: string) => (
    <button type="button" className="link plain" onClick={() => dispatch('visit', key)}>
      {entityName(graph, key, lang)}
    </button>
  );
  return (
    <>
      <header className="inspector-head">
        <p className="over">
          {t('bundle.kind')} · {t(`moves.${moves}`)}
        </p>
        <h2 className="claim-title">
          {end(ends.from)}{' '}
          <span style={{ color: `var(--${moves === 'nothing' ? 'ink2' : moves})` }}>
            {verbOf(type, lang)}
          </span>{' '}
          {end(ends.to)}
        </h2>
        <p className="summary">{t(ends.deal === undefined ? 'bundle.text' : 'bundle.deal')}</p>
        {disagree(graph, claims) && <p className="alert">{t('bundle.disagree')}</p>}
      </header>
      <Section title={t('entity.claims')} note={claims.length}>
        <ul className="claim-list" data-testid="bundle">
          {claims.map((claim) => (
            <li key={claimKey(claim)}>
              <ClaimLine claim={claim} summary />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
