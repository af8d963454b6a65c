import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { type ConsoleSession, consoleOf } from '../../commands/console-session.ts';
import type { ConsoleState } from '../../state/console/store.ts';
import { useApp } from '../app-context.tsx';

export const useSession = (): ConsoleSession => consoleOf(useApp().context);

/** A part of the console's state. */
export const useConsole = <Part>(part: (state: ConsoleState) => Part): Part =>
  useStore(useSession().store, part);

/** What the server allows here, once it has said so. */
export const useAbout = () => useQuery(useApp().queries.cypherConsole()).data;
