import { useQuery } from '@tanstack/react-query';
import { Play, Route, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Section } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { nameOf, summaryOf } from '../../state/format.ts';
import { listed, longest } from '../../state/loops.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { LegLine } from '../loops/leg-line.tsx';

function Start({
  icon,
  title,
  onClick,
  children,
}: {
  icon: ReactNode;
  title: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className="start" onClick={onClick}>
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
  const { dispatch, queries } = useApp();
  const t = useText();
  const lang = useLang();
  const { loops: filters } = useView();
  const loops = useAppState((state) => state.loops);
  const { data } = useQuery(queries.datasets());
  const shown = listed(loops, filters);
  const chain = longest(shown);
  const sum = (name: 'entities' | 'claims') =>
    data?.datasets.reduce((total, { counts }) => total + counts[name], 0);
  return (
    <>
      <header className="inspector-head">
        <h2>{t('overview.title')}</h2>
        <p className="summary">{t('overview.text')}</p>
        <dl className="numbers">
          <div>
            <dt>{t('overview.loops')}</dt>
            <dd>{data ? shown.length : '…'}</dd>
          </div>
          <div>
            <dt>{t('overview.entities')}</dt>
            <dd>{sum('entities') ?? '…'}</dd>
          </div>
          <div>
            <dt>{t('overview.claims')}</dt>
            <dd>{sum('claims') ?? '…'}</dd>
          </div>
        </dl>
      </header>
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
        <Start
          icon={<Route size={16} aria-hidden="true" />}
          title={t('overview.tour')}
          onClick={() => dispatch('tour')}
        >
          {t('overview.tour.text')}
        </Start>
        <Start
          icon={<Search size={16} aria-hidden="true" />}
          title={t('overview.search')}
          onClick={() => dispatch('search')}
        >
          {t('overview.search.text')}
        </Start>
      </Section>
      {data?.datasets.map((dataset) => (
        <Section key={dataset.id} title={nameOf(dataset, lang)}>
          <p className="summary">{summaryOf(dataset, lang)}</p>
        </Section>
      ))}
    </>
  );
}
