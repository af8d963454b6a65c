import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { sceneNow, scenePartsOf } from '../../commands/scene.ts';
import { useText } from '../../locales/index.ts';
import type { Scene } from '../../state/scene.ts';
import { useAppState } from '../app-context.tsx';

/** The scene of the moment, made anew only when something that it is made of has changed. */
export function useScene(): Scene {
  const t = useText();
  const unnamed = t('legend.unnamed');
  const parts = useAppState(useShallow(scenePartsOf));
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the texts only this one is in it
  return useMemo(() => sceneNow(parts, t), [parts, unnamed]);
}
