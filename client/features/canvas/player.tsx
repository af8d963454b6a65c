import { Pause } from 'lucide-react';
import { useEffect } from 'react';
import { claimTitle } from '../../commands/names.ts';
import { Chip } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { figuresOf } from '../../state/format.ts';
import { marksOf, playSteps } from '../../state/loops.ts';
import { selectedLoop } from '../../state/store.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';

const STEP_MS = 2600;

/** The bar over the canvas that plays the selected loop, leg by leg. */
export function Player() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const loop = useAppState(selectedLoop);
  const player = useAppState((state) => state.player);
  const graph = useAppState((state) => state.graph);
  const running = player?.running === true;
  const at = player?.at;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step waits its own time
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(() => dispatch('playOn'), STEP_MS);
    return () => clearTimeout(timer);
  }, [running, at, dispatch]);

  if (!loop) return null;
  const now = player ? playSteps(loop)[player.at] : undefined;
  const claim = now?.step.claim;
  const figures = claim ? figuresOf(claim, lang) : {};
  return (
    <section className="float player" aria-label={t('player.label')} data-testid="player">
      {now && claim ? (
        <>
          <span className={`player-at ${now.part}`} data-testid="player-at">
            {t(now.part === 'leg' ? 'player.leg' : 'player.rests', { k: now.number, n: now.of })}
          </span>
          <span className="player-what">
            <b>{claimTitle(graph, claim, lang)}</b>{' '}
            <span className="player-sum">
              {figures.sum ?? figures.quantity ?? (now.step.moves === 'money' ? t('amount.unknown') : '')}
            </span>
          </span>
          {marksOf([claim])
            .slice(0, 2)
            .map((mark) => (
              <Chip key={mark} tone="warn">
                {t(`mark.${mark}`)}
              </Chip>
            ))}
        </>
      ) : (
        <span className="player-at">{t('loop.legs', { count: loop.length })}</span>
      )}
      <span className="player-keys">
        <CommandButton name="playPrevious" />
        {running ? (
          <Button
            icon={Pause}
            label={t('command.pause')}
            data-command="play"
            onClick={() => dispatch('play')}
          />
        ) : (
          <CommandButton
            name="play"
            label={t('loop.play')}
            look={player ? 'quiet' : 'primary'}
            wide={!player}
          />
        )}
        <CommandButton name="playNext" />
        {player && <CommandButton name="playStop" />}
        <CommandButton name="isolate" />
      </span>
    </section>
  );
}
