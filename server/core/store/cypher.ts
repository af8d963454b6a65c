import type { CypherEvent } from '../contract/cypher.ts';
import type { Input, Output } from '../contract/index.ts';

/** How much a server gives a reader's query: by default, and at most. */
export type CypherLimits = Output<'cypherConsole'>['limits'];

/** The settings of a console that a person who runs the server may change: what is allowed at most. */
export type CypherBounds = { timeoutMs: number; maxRows: number; maxBytes: number; atOnce: number };

export type CypherTold = Exclude<CypherEvent, { type: 'row' }> | string;

/** Runs a reader's Cypher, where the store is a database that speaks it. */
export type CypherConsole = {
  limits: CypherLimits;
  /** What may be called there, and which database it is. */
  about(): Promise<Pick<Output<'cypherConsole'>, 'database' | 'procedures' | 'functions'>>;
  /**
   * Rows come as the text of their events, one a line, several together where several have come. Ends with its signal, and the
   * transaction in the database with it. What is wrong with a query is thrown as a Fault before the first event.
   */
  run(question: Input<'cypher'>, signal: AbortSignal): AsyncIterable<CypherTold>;
};
