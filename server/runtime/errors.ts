import { inWords, type Why } from '../core/model/why.ts';

export type RuntimeErrorCode =
  | 'bad-address' // NEO4J_URI or what belongs to it
  | 'bad-setting' // any other environment variable
  | 'port-taken'
  | 'port-forbidden'
  | 'not-ours' // asked to reset a database that is not ours
  | 'in-use' // asked to reset a database that a running server uses
  | 'no-neo4j' // LOOPSCOPE_STORE=neo4j, and there is none
  | 'stopped'; // asked to stop while starting

/** Something the person who starts the server has to know and can correct; the message is written for them. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RuntimeError';
    this.code = code;
  }
}

/** No local Neo4j here, for a reason that the explorer can live with: it runs in memory and shows the reason. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly why: readonly Why[];

  constructor(...why: readonly Why[]) {
    super(inWords(...why));
    this.why = why;
  }
}
