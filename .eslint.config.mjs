import tseslint from 'typescript-eslint';

const nowhere = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that holds the thing.' },
];
const noDecorators = [
  {
    selector: 'Decorator',
    message: 'Decorators live in src/http, src/cli, src/config.ts and src/app.module.ts only.',
  },
];
const pureOnly = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time arrives as data.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Time arrives as data.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Time arrives as data.' },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Ids arrive as data.',
  },
];
const ambient = [
  'process',
  'crypto',
  'performance',
  'fetch',
  'setTimeout',
  'setInterval',
  'console',
  'Buffer',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'flows-data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-warning-comments': ['error', { terms: ['fixme', 'todo'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...nowhere, ...noDecorators],
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',

      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A method may forward a void call, and a callback of `void` type may return what it calls.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A port's method is async by contract, also where an adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // Array access is checked by the compiler's noUncheckedIndexedAccess; the rest are questions of taste.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Nest types its options as classes, which nobody constructs.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Cents are branded numbers, which the rule takes for no numbers.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
    },
  },
  {
    files: ['src/http/**/*.ts', 'src/cli/**/*.ts', 'src/app.module.ts', 'src/config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...nowhere] },
  },
  {
    files: ['src/domain/**/*.ts', 'projections/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...nowhere, ...noDecorators, ...pureOnly],
      'no-restricted-globals': ['error', ...ambient],
    },
  },
  {
    // The handle and the clock of a read model belong to its store, not to its fold.
    files: ['projections/read-store.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'max-params': ['error', 5],
      'no-restricted-syntax': ['error', ...nowhere],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/index.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program', message: 'No index.ts.' }] },
  },
);
