import type { Why } from '../core/model/why.ts';

export type NeoConnection = {
  uri: string;
  user: string;
  password: string;
  database?: string;
  /** True: our own local Neo4j. */
  owned: boolean;
};

/** Progress for the terminal. */
export type RuntimeReport = (event: { step: string; detail?: string; done?: number; total?: number }) => void;

export type RuntimeOutcome =
  | { store: 'neo4j'; connection: NeoConnection; stop(): Promise<void> }
  /** `reason` is a plain sentence for a person: what is missing and what to install. `why` is the same, typed. */
  | { store: 'memory'; reason: string; why: readonly Why[]; stop(): Promise<void> };

export type RuntimeOptions = {
  /** The folder for everything local, e.g. `<repo>/.loopscope`. */
  home: string;
  env: NodeJS.ProcessEnv;
  report: RuntimeReport;
  heapMb?: number;
  /** Never download; use the jars that are there. */
  offline?: boolean;
  /** Where the jars are kept, when several homes share them (also LOOPSCOPE_NEO4J_LIB). Default: `home`. */
  libHome?: string;
  /** Gives up starting: children end, and the promise rejects. */
  signal?: AbortSignal;
};

/** What the local Neo4j does with its files. */
export type Folders = {
  base: string;
  data: string;
  conf: string;
  logs: string;
  run: string;
  passwordFile: string;
};
