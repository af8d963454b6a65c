import { ArrowLeft, FileQuestionMark } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { aboutOf } from '../../state/notes.ts';
import { selectedLoop } from '../../state/store.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { usePart } from '../use-part.ts';
import { BundlePanel } from './bundle-panel.tsx';
import { ClaimPanel } from './claim-panel.tsx';
import { EntityPanel } from './entity-panel.tsx';
import { LoopPanel } from './loop-panel.tsx';
import { Overview } from './overview.tsx';

const loadCompare = () => import('../compare/compare-panel.tsx').then((module) => module.ComparePanel);
const loadWhatIf = () => import('./what-if-panel.tsx').then((module) => module.WhatIfPanel);

const loadPath = () => import('../paths/path-panel.tsx').then((module) => module.PathPanel);
const loadNotes = () => import('../notes/notes-section.tsx').then((module) => module.NotesSection);
const loadSeveral = () => import('./several-panel.tsx').then((module) => module.SeveralPanel);

/** What is selected, in full; before it, what goes where something is thought away. */
export function Inspector() {
  const { dispatch } = useApp();
  const t = useText();
  const { selection, compare } = useView();
  const loop = useAppState(selectedLoop);
  const asked = useAppState(({ whatIf }) => whatIf !== undefined);
  const ComparePanel = usePart(loadCompare, compare !== undefined);
  const WhatIfPanel = usePart(loadWhatIf, asked);
  const SeveralPanel = usePart(loadSeveral, selection.kind === 'several');
  const PathPanel = usePart(loadPath, selection.kind === 'path');
  const about = aboutOf(selection);
  const NotesSection = usePart(loadNotes, about !== undefined);
  const top = useRef<HTMLDivElement>(null);
  const at =
    selection.kind === 'none' || selection.kind === 'several'
      ? selection.kind
      : selection.kind === 'loop'
        ? selection.id
        : selection.kind === 'path'
          ? selection.stops.join()
          : selection.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing selected is read from its top
  useEffect(() => {
    top.current?.parentElement?.scrollTo({ top: 0 });
  }, [at, asked]);
  return (
    <div className="inspector" ref={top} data-testid="inspector" data-kind={selection.kind}>
      {asked && WhatIfPanel && <WhatIfPanel />}
      {compare && selection.kind === 'none' && ComparePanel && <ComparePanel />}
      {compare && selection.kind !== 'none' && (
        <Button
          className="compare-back"
          small
          icon={ArrowLeft}
          text={t('compare.back')}
          onClick={() => dispatch('select', { kind: 'none' })}
        />
      )}
      {selection.kind === 'entity' ? (
        <EntityPanel key={selection.key} id={selection.key} />
      ) : selection.kind === 'claim' ? (
        <ClaimPanel key={selection.key} id={selection.key} />
      ) : selection.kind === 'several' ? (
        SeveralPanel && <SeveralPanel chosen={selection} />
      ) : selection.kind === 'path' ? (
        PathPanel && <PathPanel {...selection} />
      ) : selection.kind === 'bundle' ? (
        <BundlePanel id={selection.key} />
      ) : selection.kind === 'loop' && loop ? (
        <LoopPanel loop={loop} />
      ) : selection.kind === 'loop' ? (
        <Empty icon={FileQuestionMark} title={t('loop.missing')}>
          {t('missing.text')}
        </Empty>
      ) : compare ? null : (
        <Overview />
      )}
      {about && NotesSection && <NotesSection key={`notes ${about.key}`} about={about} />}
    </div>
  );
}
