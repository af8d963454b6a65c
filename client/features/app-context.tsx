import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Context } from '../commands/context.ts';
import { type Queries, queriesOf } from '../commands/queries.ts';
import { type Dispatch, dispatcher } from '../commands/registry.ts';
import type { CanvasPort } from '../state/canvas-port.ts';
import type { Lang } from '../state/format.ts';
import type { AppState } from '../state/store.ts';

type AppValue = {
  context: Context;
  dispatch: Dispatch;
  queries: Queries;
  attach: (port: CanvasPort | undefined) => void;
};
const AppContext = createContext<AppValue | undefined>(undefined);

type Props = { context: Context; attach: AppValue['attach']; children: ReactNode };
export function AppProvider({ context, attach, children }: Props) {
  const value = useMemo(
    () => ({ context, dispatch: dispatcher(context), queries: queriesOf(context.api), attach }),
    [context, attach],
  );
  return <AppContext value={value}>{children}</AppContext>;
}

export function useApp(): AppValue {
  const value = useContext(AppContext);
  if (!value) throw new Error('useApp outside of AppProvider');
  return value;
}
/** A part of the state; the component is drawn again when that part changes. */
export function useAppState<T>(part: (state: AppState) => T): T {
  return useStore(useApp().context.store, part);
}
export const useLang = (): Lang => useAppState(({ prefs }) => prefs.lang);
export const useView = () => useAppState(({ history }) => history.present);
