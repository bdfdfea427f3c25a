// The import table of docs/contributing.md. `only` reads: files under `from` import nothing but `may`.
const npm = 'node_modules/';
const nest = `${npm}(@nestjs/|reflect-metadata|rxjs|class-validator|class-transformer|fastify)`;
const eventModel = ['^src/domain/', '^src/brand\\.ts$', '^src/uuid\\.ts$'];

const only = ({ name, from, fromNot, may, node = false }) => ({
  name,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: {
    pathNot: may,
    // `node:` modules are allowed or not as a whole; everything else by its path.
    ...(node ? { dependencyTypesNot: ['core'] } : {}),
  },
});

/** Files under `from` may know the types of `to`, but call nothing of it. */
const typesOnly = ({ name, from, to }) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, dependencyTypesNot: ['type-only'] },
});

const never = ({ name, from, fromNot, to, toNot }) => ({
  name,
  severity: 'error',
  from: { path: from ?? '.', ...(fromNot ? { pathNot: fromNot } : {}) },
  to: { path: to, ...(toNot ? { pathNot: toNot } : {}) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'product-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^(src|projections)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    never({ name: 'product-never-imports-test', from: '^(src|projections)/', to: '^test/' }),
    never({ name: 'no-index', to: '(^|/)index\\.ts$', toNot: npm }),

    only({
      name: 'domain-is-pure',
      from: '^src/domain/',
      may: ['^src/domain/', '^src/brand\\.ts$', `${npm}decimal\\.js/`],
    }),
    only({ name: 'port-knows-nothing', from: '^src/log/event-log\\.ts$', may: ['^src/brand\\.ts$'] }),
    only({
      name: 'adapters-know-no-domain',
      from: '^src/log/',
      fromNot: '^src/log/event-log\\.ts$',
      may: [
        '^src/log/',
        '^src/brand\\.ts$',
        '^src/uuid\\.ts$',
        `${npm}(@eventstore/db-client|@grpc/grpc-js)/`,
      ],
      node: true,
    }),
    only({
      name: 'engine-knows-the-port-only',
      from: '^src/engine/',
      may: [
        '^src/engine/',
        ...eventModel,
        '^src/log/(event-log|format)\\.ts$',
        '^projections/(projection|read-store)\\.ts$',
        '^src/(intake|evidence)/',
      ],
      node: true,
    }),
    typesOnly({ name: 'engine-is-given-its-evidence', from: '^src/engine/', to: '^src/evidence/' }),
    only({
      name: 'intake-knows-the-domain',
      from: '^src/intake/',
      may: ['^src/intake/', ...eventModel, `${npm}(csv-parse|ibantools)/`],
      node: true,
    }),
    only({
      name: 'rulebook-knows-the-domain',
      from: '^src/rulebook/',
      may: ['^src/rulebook/', ...eventModel],
      node: true,
    }),
    only({
      name: 'evidence-knows-the-domain',
      from: '^src/evidence/',
      may: ['^src/evidence/', ...eventModel],
      node: true,
    }),
    only({
      name: 'read-models-stand-alone',
      from: '^projections/([^/]+)/',
      may: [
        '^projections/$1/',
        '^src/domain/',
        '^src/brand\\.ts$',
        '^projections/(projection|read-store)\\.ts$',
      ],
    }),
    only({
      name: 'read-store-knows-no-read-model',
      from: '^projections/[^/]+\\.ts$',
      may: ['^projections/[^/]+\\.ts$', '^src/domain/', '^src/brand\\.ts$'],
      node: true,
    }),
    only({
      name: 'bench-measures-the-parts',
      from: '^src/bench/',
      may: [
        '^src/bench/',
        ...eventModel,
        '^src/(log|engine|rulebook)/',
        '^src/intake/(generate/|niss\\.ts$)',
        '^src/evidence/',
        '^projections/[^/]+/query\\.ts$',
      ],
      node: true,
    }),
    typesOnly({ name: 'bench-opens-no-store', from: '^src/bench/', to: '^src/evidence/' }),
    never({
      name: 'bench-is-wired-once',
      from: '^(src|projections)/',
      fromNot: ['^src/bench/', '^src/cli\\.ts$', '^src/cli/(door|bench)\\.ts$'],
      to: '^src/bench/',
    }),
    typesOnly({ name: 'doors-are-given-their-bench', from: '^src/(http|cli|jobs)/', to: '^src/bench/' }),
    only({
      name: 'doors-use-engine-and-queries',
      from: '^src/(http|cli|jobs)/',
      may: [
        '^src/(http|cli|jobs|domain|engine|intake|rulebook|bench)/',
        '^src/log/event-log\\.ts$',
        '^src/evidence/',
        '^src/(brand|uuid|config)\\.ts$',
        '^projections/[^/]+/query\\.ts$',
        npm,
      ],
      node: true,
    }),
    typesOnly({
      name: 'doors-parse-no-submission',
      from: '^src/(http|cli|jobs)/',
      to: '^src/intake/(?!generate/)',
    }),
    typesOnly({ name: 'doors-open-no-store', from: '^src/(http|cli|jobs)/', to: '^src/evidence/' }),
    never({
      name: 'doors-open-no-log',
      from: '^src/(http|cli|jobs)/',
      to: ['db-client', 'grpc-js', 'sqlite'],
    }),
    never({
      name: 'nest-stays-in-the-shell',
      from: '^(src|projections)/',
      fromNot: ['^src/(http|cli|jobs)/', '^src/(app\\.module|config|main|cli)\\.ts$'],
      to: nest,
    }),
    never({
      name: 'log-adapters-are-wired-once',
      from: '^(src|projections)/',
      fromNot: ['^src/(log|bench)/', '^src/(app\\.module|main|cli)\\.ts$'],
      to: '^src/log/.*\\.event-log\\.ts$',
    }),
    never({
      name: 'nothing-imports-the-roots',
      fromNot: ['^src/(main|cli)\\.ts$', '^test/'],
      to: '^src/(app\\.module|main|cli|read-models-thread)\\.ts$',
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'test/tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    builtInModules: { add: ['node:sqlite'] },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
