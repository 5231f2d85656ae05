/** The import direction of the walk is law: geodata <- ingestion <- {scenarios, detectors} <- backend <- frontend. */
const forbid = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid('geodata-imports-nothing-of-ours', '^geodata/', '^(ingestion|detectors|scenarios|backend|frontend|test)/'),
    forbid('ingestion-imports-only-geodata', '^ingestion/', '^(detectors|scenarios|backend|frontend|test)/'),
    forbid('detectors-import-only-upstream', '^detectors/', '^(scenarios|backend|frontend|test)/'),
    forbid('scenarios-import-only-upstream', '^scenarios/', '^(detectors|backend|frontend|test)/'),
    forbid('backend-never-imports-frontend', '^backend/', '^(frontend|test)/'),
    forbid(
      'frontend-imports-geodata-and-two-contracts',
      '^frontend/',
      '^(ingestion|detectors|scenarios|backend|test)/(?!push/protocol\\.ts$|api/contract\\.ts$)',
    ),
    {
      name: 'only-the-feed-touches-the-contracts',
      severity: 'error',
      from: { path: '^frontend/', pathNot: '^frontend/feed/' },
      to: { path: '^backend/' },
    },
    {
      name: 'contracts-are-node-free',
      severity: 'error',
      from: { path: '^(backend/push/protocol|backend/api/contract)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-app-and-cli-touch-registries',
      severity: 'error',
      from: { path: '^backend/', pathNot: '^backend/(app\\.ts$|cli/|[\\w-]+/[\\w-]+-worker\\.ts$)' },
      to: { path: '^(ingestion|detectors|scenarios)/registry\\.ts$' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?worker&url$|\\?url$|^virtual:|^geojson$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
