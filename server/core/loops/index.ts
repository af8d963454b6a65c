export { type Removal, whatIf } from './break.ts';
export { type Concentration, type ConcentrationOrder, concentrationOf } from './concentration.ts';
export { type Break, type BreakOptions, smallestBreaks } from './fewest.ts';
export type { FlowClaim, Projection } from './flow.ts';
export { PatternError } from './pattern.ts';
export type { Listeners, LoopQuery, LoopRow, LoopSearch, Progress } from './query.ts';
export { findLoops, searchLoops } from './search.ts';
