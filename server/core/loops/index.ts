export { type Removal, whatIf } from './analysis/break.ts';
export { type Concentration, type ConcentrationOrder, concentrationOf } from './analysis/concentration.ts';
export { type Break, type BreakOptions, smallestBreaks } from './analysis/fewest.ts';
export {
  type RankedTellings,
  rankedTellings,
  type TellingQuestion,
} from './analysis/tellings.ts';
export {
  Assembly,
  type FlowClaim,
  type Projection,
  type ProjectionPart,
  type TakePart,
} from './projection/flow.ts';
export { PatternError } from './question/pattern.ts';
export type { Listeners, LoopQuery, LoopRow, LoopSearch, Progress } from './question/query.ts';
export { findLoops, searchLoops } from './search/search.ts';
