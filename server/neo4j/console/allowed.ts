/**
 * What a reader's Cypher may be made of. Whatever stands in none of these tables is refused, so that what a later version of the database
 * adds is refused until someone has looked at it. Names are in lower case where the database does not mind the case.
 */

/** Operators of plans that only read the graph or compute, without what stands in brackets behind them (`Expand(All)`). */
export const OPERATORS: ReadonlySet<string> = new Set([
  // Reading nodes
  ...['AllNodesScan', 'NodeByLabelScan', 'UnionNodeByLabelsScan', 'IntersectionNodeByLabelsScan'],
  ...['SubtractionNodeByLabelsScan', 'NodeByIdSeek', 'NodeByElementIdSeek', 'NodeIndexSeek'],
  ...['NodeIndexSeekByRange', 'NodeUniqueIndexSeek', 'NodeUniqueIndexSeekByRange', 'MultiNodeIndexSeek'],
  ...['NodeIndexScan', 'NodeIndexContainsScan', 'NodeIndexEndsWithScan', 'NodeCountFromCountStore'],
  ...['PartitionedAllNodesScan', 'PartitionedNodeByLabelScan', 'PartitionedNodeIndexScan'],
  ...['PartitionedNodeIndexSeek', 'PartitionedNodeIndexSeekByRange', 'PartitionedUnionNodeByLabelsScan'],
  ...['PartitionedIntersectionNodeByLabelsScan', 'PartitionedSubtractionNodeByLabelsScan'],
  // Reading relationships
  ...['', 'Partitioned'].flatMap((partitioned) =>
    ['Directed', 'Undirected'].flatMap((direction) =>
      ['AllRelationshipsScan', 'RelationshipTypeScan', 'UnionRelationshipTypesScan', 'RelationshipIndexScan']
        .concat('RelationshipIndexSeek', 'RelationshipIndexSeekByRange', 'RelationshipUniqueIndexSeek')
        .concat('RelationshipUniqueIndexSeekByRange', 'RelationshipIndexContainsScan')
        .concat('RelationshipIndexEndsWithScan', 'RelationshipByIdSeek', 'RelationshipByElementIdSeek')
        .map((name) => `${partitioned}${direction}${name}`),
    ),
  ),
  'RelationshipCountFromCountStore',
  // Following them
  ...['Expand', 'OptionalExpand', 'VarLengthExpand', 'ProjectEndpoints', 'ShortestPath'],
  ...['StatefulShortestPath', 'Repeat', 'BidirectionalRepeat', 'PathPropagatingBFS'],
  ...['TriadicSelection', 'TriadicBuild', 'TriadicFilter'],
  // Joining and nesting
  ...['Apply', 'SemiApply', 'AntiSemiApply', 'LetSemiApply', 'LetAntiSemiApply', 'SelectOrSemiApply'],
  ...['SelectOrAntiSemiApply', 'LetSelectOrSemiApply', 'LetSelectOrAntiSemiApply', 'ConditionalApply'],
  ...['AntiConditionalApply', 'RollUpApply', 'Argument', 'ArgumentTracker', 'CartesianProduct'],
  ...['NodeHashJoin', 'ValueHashJoin', 'NodeLeftOuterHashJoin', 'NodeRightOuterHashJoin', 'Optional'],
  ...['AssertSameNode', 'AssertSameRelationship', 'Union', 'OrderedUnion', 'Anti'],
  // Rows
  ...['ProduceResults', 'Projection', 'Filter', 'Unwind', 'PartitionedUnwind', 'Distinct', 'OrderedDistinct'],
  ...['Aggregation', 'EagerAggregation', 'OrderedAggregation', 'Sort', 'PartialSort', 'Top', 'PartialTop'],
  ...['Top1WithTies', 'Limit', 'ExhaustiveLimit', 'Skip', 'Eager', 'EmptyResult', 'EmptyRow'],
  ...['CacheProperties', 'RemoteBatchProperties', 'RemoteBatchPropertiesWithFilter', 'PreserveOrder'],
  'NullifyMetadata',
  // What there is in the database; a procedure is looked up by its name besides
  ...['ProcedureCall', 'ShowIndexes', 'ShowConstraints', 'ShowProcedures', 'ShowFunctions'],
]);

/** Query types by which the database tells reading from writing. `s` covers SHOW … and what is done to the server. */
export const QUERY_TYPES: ReadonlySet<string> = new Set(['r', 's']);

/**
 * Procedures, with the mode that the database must give them. Left out are those that wait or rebuild (`db.await…`, `db.resample…`), that
 * show what others ask (`db.stats…`, `tx.…`, `dbms.list…`), the configuration (`dbms.listConfig`, `dbms.queryJmx`) or addresses
 * (`…getRoutingTable`), and of APOC all that runs Cypher from strings, or reads files, the network or the configuration.
 */
export const PROCEDURES: ReadonlyMap<string, string> = new Map([
  ...[
    'db.labels',
    'db.relationshiptypes',
    'db.propertykeys',
    'db.info',
    'db.ping',
    'db.schema.visualization',
    'db.schema.nodetypeproperties',
    'db.schema.reltypeproperties',
    'db.index.fulltext.listavailableanalyzers',
    'db.index.fulltext.querynodes',
    'db.index.fulltext.queryrelationships',
    'db.index.vector.querynodes',
    'db.index.vector.queryrelationships',
  ].map((name) => [name, 'READ'] as const),
  ['dbms.components', 'DBMS'],
]);

/** Functions that are not built in, by their namespace, all members of which only compute from what they are given. */
export const FUNCTION_NAMESPACES: readonly string[] = [];

/** Query options (`CYPHER planner=cost …`) that choose how a query is run. `debug` is not among them: it shows what is inside. */
export const OPTIONS: ReadonlySet<string> = new Set([
  'planner',
  'runtime',
  'updatestrategy',
  'expressionengine',
  'operatorengine',
  'interpretedpipesfallback',
  'connectcomponentsplanner',
  'eageranalyzer',
  'statefulshortestplanningmode',
  'inferschemaparts',
  'parallelruntimesupport',
  'replan',
]);
