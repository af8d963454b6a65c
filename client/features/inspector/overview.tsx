import {
  ArrowRight,
  GitCompareArrows,
  Layers,
  Milestone,
  Play,
  Route,
  Search,
  Waypoints,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandName } from '../../commands/registry.ts';
import { Section } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { among, choiceOf, choicesOf } from '../../state/datasets.ts';
import { nameOf, summaryOf } from '../../state/format.ts';
import { listedIn, longest } from '../../state/loops.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { LegLine } from '../loops/leg-line.tsx';

function Start({
  icon,
  title,
  command,
  onClick,
  children,
}: {
  icon: ReactNode;
  title: string;
  command?: CommandName;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className="start" onClick={onClick} data-command={command}>
      <span className="start-icon">{icon}</span>
      <span>
        <b>{title}</b>
        <span className="aside">{children}</span>
      </span>
    </button>
  );
}

/** What the inspector says while nothing is selected: what this is, how much there is, and where to start. */
export function Overview() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const view = useView();
  const { datasets } = view;
  const graph = useAppState((state) => state.graph);
  const served = useAppState((state) => state.served);
  const loops = useAppState((state) => state.loops);
  const passing = useAppState((state) => state.passing);
  const shown = listedIn({ graph, loops, passing }, view);
  const chain = longest(shown);
  const asked = among(served, datasets);
  const choice = choiceOf(served, datasets);
  const more = choicesOf(served).length > 1;
  const sum = (name: 'entities' | 'claims') =>
    asked.length > 0 ? asked.reduce((total, { counts }) => total + counts[name], 0) : '…';
  return (
    <>
      <header className="inspector-head">
        <h2>{t(more && choice ? `overview.title.${choice}` : 'overview.title')}</h2>
        <p className="summary">{t(more && choice ? `overview.text.${choice}` : 'overview.text')}</p>
        <dl className="numbers">
          <div>
            <dt>{t('overview.loops')}</dt>
            <dd>{asked.length > 0 ? shown.length : '…'}</dd>
          </div>
          <div>
            <dt>{t('overview.entities')}</dt>
            <dd>{sum('entities')}</dd>
          </div>
          <div>
            <dt>{t('overview.claims')}</dt>
            <dd>{sum('claims')}</dd>
          </div>
        </dl>
      </header>
      {more && choice === 'first' && (
        <div className="section">
          <Start
            icon={<ArrowRight size={16} aria-hidden="true" />}
            title={t('overview.since')}
            command="datasetsRest"
            onClick={() => dispatch('datasetsRest')}
          >
            {t('overview.since.text')}
          </Start>
        </div>
      )}
      {more && choice === 'rest' && (
        <div className="section">
          <Start
            icon={<Layers size={16} aria-hidden="true" />}
            title={t('overview.both')}
            command="datasetsAll"
            onClick={() => dispatch('datasetsAll')}
          >
            {t('overview.both.text')}
          </Start>
        </div>
      )}
      <Section title={t('overview.start')}>
        {chain && (
          <Start
            icon={<Play size={16} aria-hidden="true" />}
            title={t('overview.longest')}
            onClick={() => {
              dispatch('select', { kind: 'loop', id: chain.id });
              dispatch('play');
            }}
          >
            {t('overview.longest.text')}
            <LegLine loop={chain} />
          </Start>
        )}
        {more && choice !== 'first' ? (
          <>
            <Start
              icon={<Milestone size={16} aria-hidden="true" />}
              title={t('command.tourSince')}
              command="tourSince"
              onClick={() => dispatch('tourSince')}
            >
              {t('overview.tourSince.text')}
            </Start>
            <Start
              icon={<GitCompareArrows size={16} aria-hidden="true" />}
              title={t('compare.usual')}
              command="compare"
              onClick={() => dispatch('compare')}
            >
              {t('overview.compare.text')}
            </Start>
          </>
        ) : (
          <Start
            icon={<Route size={16} aria-hidden="true" />}
            title={t('overview.tour')}
            onClick={() => dispatch('tour')}
          >
            {t('overview.tour.text')}
          </Start>
        )}
        <Start
          icon={<Search size={16} aria-hidden="true" />}
          title={t('overview.search')}
          onClick={() => dispatch('search')}
        >
          {t('overview.search.text')}
        </Start>
        <Start
          icon={<Waypoints size={16} aria-hidden="true" />}
          title={t('command.paths')}
          command="paths"
          onClick={() => dispatch('paths')}
        >
          {t('overview.paths.text')}
        </Start>
      </Section>
      {asked.map((dataset) => (
        <Section key={dataset.id} title={nameOf(dataset, lang)}>
          <p className="summary">{summaryOf(dataset, lang)}</p>
        </Section>
      ))}
    </>
  );
}
