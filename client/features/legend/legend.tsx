import { Eye, EyeClosed, EyeOff } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import {
  ALL_MOVES,
  CERTAINTIES,
  classText,
  type Facet,
  GRADE_LETTERS,
  GRADES,
  isOff,
  NODE_CLASSES,
  widthOf,
} from '../../state/encode.ts';
import { facetCounts, sifted } from '../../state/filters.ts';
import { SIGNS, type Sign, signsIn } from '../../state/signs.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { usePart } from '../use-part.ts';
import { LineSample, SignSample, WidthSample } from './samples.tsx';

/** How many of each there are on the canvas: of what is left, and of what is hidden here, all. */
function useCounts(): {
  present: (facet: Facet) => number;
  anyOff: boolean;
  signs: ReadonlySet<Sign>;
} {
  const graph = useAppState((state) => state.graph);
  const view = useView();
  const seen = sifted(graph, view);
  const counts = facetCounts(seen);
  const present = (facet: Facet): number => {
    const { all = 0, left = 0 } = counts.get(facet) ?? {};
    return view.filters.muted[facet] === 'hide' ? all : left;
  };
  const { lines, notes, placed } = view;
  const signs = useMemo(
    () => signsIn(graph, { lines, notes, placed }, seen.left),
    [graph, lines, notes, placed, seen],
  );
  return { present, anyOff: seen.left.some(isOff), signs };
}

/** One entry: pressing it dims, then hides, then shows again what it stands for. */
function Entry({
  facet,
  count,
  sample,
  children,
}: {
  facet: Facet;
  count: number;
  sample: ReactNode;
  children: string;
}) {
  const { dispatch } = useApp();
  const t = useText();
  const mute = useView().filters.muted[facet];
  const state = t(`legend.state.${mute ?? 'shown'}`);
  const Icon = mute === 'hide' ? EyeOff : mute === 'dim' ? EyeClosed : Eye;
  return (
    <button
      type="button"
      className={`legend-entry ${mute ?? ''}`}
      data-facet={facet}
      title={state}
      onClick={() => dispatch('mute', facet)}
    >
      {sample}
      <span className="legend-name">{children}</span>
      <span className="legend-count">{count}</span>
      <span className="unseen">{state}</span>
      <Icon className="legend-eye" size={13} aria-hidden="true" />
    </button>
  );
}

const loadAppearance = () => import('./appearance.tsx').then((module) => module.Appearance);
const loadScales = () => import('./scales.tsx').then((module) => module.Scales);
const SIGN_NAMES: readonly Sign[] = ['several', 'statements', 'disagree', 'note'];
const loadCompare = () => import('../compare/compare-legend.tsx').then((module) => module.CompareLegend);

/** The legend. `compact` is the one on the canvas: lines only, for what is there. */
export function Legend({ compact = false }: { compact?: boolean }) {
  const t = useText();
  const lang = useLang();
  const { present, anyOff, signs: there } = useCounts();
  const { compare, looks } = useView();
  const comparing = compare !== undefined;
  const dressed = looks.size !== undefined || looks.colour !== undefined;
  const Appearance = usePart(loadAppearance, !compact);
  const Scales = usePart(loadScales, compact && dressed);
  const CompareLegend = usePart(loadCompare, comparing);
  const moves = ALL_MOVES.filter(
    // Relations that move nothing are read last: their row is kept for them, so that the legend does not grow over the graph.
    (of) => !compact || of === 'nothing' || present(`moves:${of}`) > 0,
  ).map((of) => (
    <Entry
      key={of}
      facet={`moves:${of}`}
      count={present(`moves:${of}`)}
      sample={<LineSample colour={`var(--${of === 'nothing' ? 'none' : of})`} moves={of} />}
    >
      {t(`moves.${of}`)}
    </Entry>
  ));
  const certainty = CERTAINTIES.map((of) => (
    <Entry key={of} facet={`sure:${of}`} count={present(`sure:${of}`)} sample={<LineSample certainty={of} />}>
      {t(`legend.${of}`)}
    </Entry>
  ));
  const implied = (
    <Entry
      facet="basis:implied"
      count={present('basis:implied')}
      sample={<LineSample moves="money" hollow />}
    >
      {t('legend.implied')}
    </Entry>
  );
  const unknown = (
    <span className="legend-entry plain">
      <LineSample colour="var(--money)" moves="money" unknown />
      <span className="legend-name">{t('legend.unknown')}</span>
    </span>
  );
  const off = (
    <span className="legend-entry plain">
      <LineSample certainty="pending" off />
      <span className="legend-name">{t('legend.off')}</span>
    </span>
  );
  const known = (
    <span className="legend-entry plain">
      <WidthSample widths={[1e7, 1e9, 1e11].map(widthOf)} />
      <span className="legend-name">{t('legend.known')}</span>
    </span>
  );
  const signs = SIGN_NAMES.filter((sign) => !compact || there.has(sign)).map((sign) => (
    <span key={sign} className="legend-entry plain" data-sign={sign}>
      <SignSample text={`${SIGNS[sign]}${sign === 'several' || sign === 'statements' ? 3 : ''}`} />
      <span className="legend-name">{t(`legend.${sign}`)}</span>
    </span>
  ));
  const compared = comparing && CompareLegend && <CompareLegend />;
  if (compact)
    return (
      <div className="legend-grid">
        {compared && <div className="legend-compare">{compared}</div>}
        {dressed && Scales && (
          <div className="legend-looks">
            <Scales compact />
          </div>
        )}
        <div>{moves}</div>
        <div>{certainty}</div>
        <div className="legend-amounts">
          {implied}
          {anyOff && off}
          {unknown}
          {known}
        </div>
        {signs.length > 0 && <div className="legend-signs">{signs}</div>}
      </div>
    );
  const kinds = NODE_CLASSES.filter((of) => present(`class:${of}`) > 0);
  return (
    <div className="pad legend-full">
      <h2>{t('gauge.title')}</h2>
      {Appearance && <Appearance />}
      <p className="help">{t('legend.help')}</p>
      {compared && (
        <>
          <h2>{t('legend.compare')}</h2>
          {compared}
        </>
      )}
      <h2>{t('legend.kinds')}</h2>
      {kinds.map((of) => (
        <Entry
          key={of}
          facet={`class:${of}`}
          count={present(`class:${of}`)}
          sample={<KindIcon of={of} size={16} />}
        >
          {classText(of, lang)}
        </Entry>
      ))}
      <h2>{t('legend.moves')}</h2>
      {moves}
      <h2>{t('legend.certainty')}</h2>
      {certainty}
      {off}
      {implied}
      <h2>{t('legend.amount')}</h2>
      {known}
      {unknown}
      <h2>{t('legend.signs')}</h2>
      {signs}
      <h2>{t('legend.sources')}</h2>
      <p className="help">{t('legend.sources.help')}</p>
      {GRADES.map((of) => (
        <Entry
          key={of}
          facet={`grade:${of}`}
          count={present(`grade:${of}`)}
          sample={
            <span className={`grade ${of}`} aria-hidden="true">
              {GRADE_LETTERS[of]}
            </span>
          }
        >
          {t(`grade.long.${of}`)}
        </Entry>
      ))}
      <CommandButton name="clearFilters" wide look="outline" className="block" />
    </div>
  );
}
