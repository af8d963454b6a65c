/** Which room may import which: the arrows of the design, and nothing else. */
const room = (path) => `^${path}/`;
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(server|client|tests|graph-seed)/', pathNot: allowed },
});

/** The rooms of core/loops, in the order in which a search goes through them: each knows the ones before it. */
const loopRooms = ['projection', 'walk', 'question', 'telling', 'search', 'analysis'];
const loopRoomsInTurn = loopRooms.map((name, at) => ({
  name: `loops-${name}-knows-what-is-before-it`,
  severity: 'error',
  from: { path: room(`server/core/loops/${name}`) },
  to: { path: `^server/core/loops/(${['index.ts', ...loopRooms.slice(at + 1)].join('|')})` },
}));

module.exports = {
  forbidden: [
    ...loopRoomsInTurn,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment:
        'core runs in workers, in the browser and in the offline file: no Node, no database, no DOM library.',
      severity: 'error',
      from: { path: room('server/core') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-knows-no-driver',
      severity: 'error',
      from: { path: room('server/core') },
      to: { path: 'node_modules/(neo4j-driver|express|react|cytoscape|pino)' },
    },
    only('core-stays-inside', room('server/core'), [room('server/core')]),
    only('model-is-the-ground', room('server/core/model'), [room('server/core/model')]),
    only('contract-on-model', room('server/core/contract'), [room('server/core/(model|contract)')]),
    only('cypher-on-contract', room('server/core/cypher'), [room('server/core/(model|contract|cypher)')]),
    only('rooms-of-core-do-not-know-operations', room('server/core/(loops|paths|search|formats|store)'), [
      room('server/core/(model|contract|loops|paths|search|formats|store)'),
    ]),
    only('import-on-formats', room('server/core/import'), [
      room('server/core/(model|contract|formats|search|import)'),
    ]),
    only('neo4j-on-core', room('server/neo4j'), [
      room('server/neo4j'),
      room('server/core/(model|contract|cypher|store|loops|search)'),
    ]),
    only('http-on-contract', room('server/http'), [
      room('server/http'),
      room('server/core/(contract|operations|model)'),
    ]),
    only('convert-on-core', room('server/convert'), [
      room('server/convert'),
      room('server/core/(model|formats|loops)'),
    ]),
    only('client-knows-core-only', room('client'), [room('client'), room('server/core')]),
    only('state-is-pure', room('client/state'), [
      room('client/state'),
      room('server/core/(model|contract|cypher)'),
    ]),
    only('api-on-core', room('client/api'), [room('client/(api|state)'), room('server/core')]),
    only('components-know-nothing', room('client/components'), [room('client/components')]),
    only('canvas-on-state', room('client/canvas'), [
      room('client/(canvas|state|api|locales)'),
      room('server/core/(model|contract)'),
    ]),
    only('workers-on-state', room('client/workers'), [
      room('client/(workers|state)'),
      room('server/core/(model|contract|operations)'),
    ]),
    only('commands-on-state', room('client/commands'), [
      room('client/(commands|state|api|locales|workers)'),
      room('server/core/(model|contract|cypher)'),
    ]),
    {
      name: 'state-without-view-libraries',
      severity: 'error',
      from: { path: room('client/state') },
      to: { path: 'node_modules/(react|react-dom|cytoscape|@tanstack)' },
    },
    {
      name: 'one-importer-of-cytoscape',
      severity: 'error',
      from: { path: room('client'), pathNot: room('client/canvas') },
      to: { path: 'node_modules/cytoscape' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: room('tests') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
