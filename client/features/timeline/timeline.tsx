import './timeline.css';
import { CalendarOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { When } from '../../../server/core/model/dates.ts';
import { CLOCKS } from '../../../server/core/model/filter.ts';
import { Empty, ToggleChip } from '../../components/bits.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../locales/index.ts';
import { sifted } from '../../state/filters.ts';
import { type Bar, dayText, windowOf } from '../../state/timeline.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { useMedia } from '../use-page.ts';
import { Chart } from './chart.tsx';
import { LoopsInTime } from './loops-in-time.tsx';
import { useTimeline } from './use-timeline.ts';

const MODES = ['all', 'asOf', 'during'] as const;
/** Between two steps of playing: longer for those who ask for little motion. */
const STEP_MS = { full: 1000, reduced: 2500 } as const;

/** A date that can be written down, checked before it counts. */
function DateField({
  name,
  value,
  onSet,
}: {
  name: 'asOf' | 'from' | 'to';
  value: string;
  onSet: (date: string) => void;
}) {
  const t = useText();
  const [wrong, setWrong] = useState(false);
  return (
    <TextField
      name={name}
      label={t(`timeline.${name}`)}
      value={value}
      example="2024-06"
      fault={wrong ? t('timeline.wrong') : undefined}
      onCommit={(text) => {
        const good = When.safeParse(text).success && !text.includes('/');
        setWrong(!good);
        if (good) onSet(text);
      }}
    />
  );
}

/** What moment is looked at, and by which date claims are put in it. */
function Controls({ bars }: { bars: readonly Bar[] }) {
  const { dispatch } = useApp();
  const t = useText();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const { by, asOf, during } = view.time;
  const mode = asOf !== undefined ? 'asOf' : during !== undefined ? 'during' : 'all';
  const last = bars.at(-1);
  const choose = (of: (typeof MODES)[number]) => {
    if (of === mode) return;
    dispatch('setTime', {
      time: {
        asOf: of === 'asOf' && last ? dayText(last.to) : undefined,
        during: of === 'during' ? windowOf(bars, 0, bars.length - 1) : undefined,
      },
    });
  };
  const [from = '', to = ''] = (during ?? '').split('/');
  const { claims, left } = sifted(graph, view);
  return (
    <div className="timeline-controls">
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons in a row */}
      <div className="chips" role="group" aria-label={t('timeline.mode')}>
        {MODES.map((of) => (
          <ToggleChip key={of} on={mode === of} onToggle={() => choose(of)}>
            {t(`timeline.mode.${of}`)}
          </ToggleChip>
        ))}
      </div>
      <div className="timeline-keys">
        <CommandButton name="timePrevious" small />
        <CommandButton
          name="timePlay"
          small
          {...(useAppState((s) => s.timePlaying) ? { label: t('timeline.stop') } : {})}
        />
        <CommandButton name="timeNext" small />
      </div>
      {mode === 'asOf' && (
        <DateField
          key="asOf"
          name="asOf"
          value={asOf ?? ''}
          onSet={(date) => dispatch('setTime', { time: { asOf: date } })}
        />
      )}
      {mode === 'during' && (
        <>
          <DateField
            name="from"
            value={from}
            onSet={(date) => dispatch('setTime', { time: { during: `${date}/${to || '..'}` } })}
          />
          <DateField
            name="to"
            value={to}
            onSet={(date) => dispatch('setTime', { time: { during: `${from || '..'}/${date}` } })}
          />
        </>
      )}
      <label className="constraint">
        <span>{t('timeline.by')}</span>
        <select
          value={by}
          onChange={({ target }) => {
            const clock = CLOCKS.find((one) => one === target.value);
            if (clock) dispatch('setTime', { time: { by: clock } });
          }}
        >
          {CLOCKS.map((one) => (
            <option key={one} value={one}>
              {t(`timeline.by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="help" data-testid="timeline-left">
        {t('filters.said', { left: left.length, all: claims.length })}
      </p>
    </div>
  );
}

/** Claims and loops in time: what there was on a date, what came between two, and how it went on. */
export function Timeline() {
  const { context, dispatch } = useApp();
  const t = useText();
  const { histogram, dated, changes, ever } = useTimeline();
  const playing = useAppState((state) => state.timePlaying);
  const { asOf } = useView().time;
  const reduced = useMedia('(prefers-reduced-motion: reduce)');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step waits its own time
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => dispatch('timeNext'), STEP_MS[reduced ? 'reduced' : 'full']);
    return () => clearTimeout(timer);
  }, [playing, asOf, reduced, dispatch]);
  // What plays is seen: closing the panel ends it.
  useEffect(() => () => context.store.setState({ timePlaying: false }), [context]);
  return (
    <section className="timeline" aria-label={t('command.timeline')} data-testid="timeline">
      <Controls bars={histogram.bars} />
      <div className="timeline-body">
        {histogram.bars.length > 0 || histogram.undated > 0 ? (
          <div className="timeline-picture">
            <Chart histogram={histogram} dated={dated} />
            <p className="timeline-key" aria-hidden="true">
              <span className="open-key" /> {t('timeline.openLine')}
              <span className="light-key" /> {t('timeline.spread')}
            </p>
          </div>
        ) : (
          <Empty icon={CalendarOff} title={t('timeline.none')}>
            {t('timeline.none.text')}
          </Empty>
        )}
        <LoopsInTime changes={changes} ever={ever} />
      </div>
    </section>
  );
}
