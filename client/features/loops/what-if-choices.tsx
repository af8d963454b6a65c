import { FLOW_TYPES, MODALITIES, movesOf, STATUSES } from '../../../server/core/model/registry.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { verbOf } from '../../state/format.ts';
import { claimsBelow, type Removed, sameRemoved } from '../../state/what-if.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';

/** Kinds of claims to think away at once: all of a type, all that is implied, all that is less than sure, or less far. */
export function WhatIfChoices() {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const loops = useAppState((state) => state.loops);
  const now = useAppState(({ whatIf }) => whatIf?.of);
  const legs = loops.flatMap((loop) => loop.legs);
  const choice = (of: Removed, text: string, dot?: string) => (
    <ToggleChip
      key={text}
      on={sameRemoved(now, of)}
      {...(dot ? { dot } : {})}
      onToggle={() => dispatch('whatIfOf', of)}
    >
      {text}
    </ToggleChip>
  );
  return (
    <div className="breakers-body" data-testid="what-if-choices">
      <p className="help">{t('whatIf.choices.help')}</p>
      <div className="chips">
        {FLOW_TYPES.filter((type) => legs.some((leg) => leg.type === type)).map((type) =>
          choice({ kind: 'type', type }, verbOf(type, lang), `var(--${movesOf(type)})`),
        )}
      </div>
      <div className="chips">
        {legs.some(({ claim }) => claim.basis === 'implied') &&
          choice({ kind: 'implied' }, t('whatIf.allImplied'))}
        {MODALITIES.filter((modality) => claimsBelow(loops, modality).length > 0).map((modality) =>
          choice({ kind: 'below', modality }, t('whatIf.allBelow', { modality: t(`modality.${modality}`) })),
        )}
      </div>
      <div className="chips">
        {STATUSES.filter((status) => status !== 'cancelled' && claimsBelow(loops, status).length > 0).map(
          (status) =>
            choice(
              { kind: 'belowStatus', status },
              t('whatIf.allBelowStatus', { status: t(`status.${status}`) }),
            ),
        )}
      </div>
    </div>
  );
}
