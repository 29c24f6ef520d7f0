// Type-checked rules that find faults, not tastes; and the rules that keep clock, chance, terminal and locale out of the pure layers.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Layers whose result depends on their arguments alone (docs/decisions and .dependency-cruiser.cjs name the same house). */
const PURE = ['catalogue', 'options', 'cost', 'rules', 'decision', 'assessment', 'assess', 'report', 'gate', 'text'].map((layer) => `src/${layer}/**/*.ts`);

/** What the bundler would make slow or break (docs/decisions/0001). */
const BUNDLE_SYNTAX = [
  {
    selector: "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier[imported.name='z'], ImportDefaultSpecifier)",
    message: "Write import * as z from 'zod': the bundler can then drop what is unused, and every start is faster.",
  },
  { selector: "ExportNamedDeclaration > VariableDeclaration[kind='let']", message: 'Another bundle takes the value once (scripts/bundle.mjs): export a function.' },
  { selector: "ImportExpression[source.value='yaml']", message: 'yaml is CommonJS: import it statically, in a module that is imported lazily.' },
];

const IMPURE_SYNTAX = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The date is an input: take as_of as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The date is an input: take as_of as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The date is an input: take as_of as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The seed is an input: use a seeded generator.' },
  {
    selector: "CallExpression[callee.property.name='localeCompare'][arguments.length<2]",
    message: "Order must not depend on the machine's locale: compare with < or name the locale.",
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale/][arguments.length=0]',
    message: "Text must not depend on the machine's locale: format through src/text.",
  },
];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'reports/', '.stryker-tmp/', '**/*.generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['.dependency-cruiser.cjs'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...BUNDLE_SYNTAX],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // An async function without await is how a synchronous thing meets an asynchronous interface.
      '@typescript-eslint/require-await': 'off',
      // Numbers in messages are the normal case here.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void` callbacks in one line read better than in three.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-syntax': ['error', ...BUNDLE_SYNTAX, ...IMPURE_SYNTAX],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Environment and terminal enter as arguments at the edge.' },
        { name: 'console', message: 'Return the text: only the command line prints.' },
        { name: 'performance', message: 'No clock in a pure layer.' },
        { name: 'fetch', message: 'Nothing from the network in a pure layer.' },
        { name: 'setTimeout', message: 'No clock in a pure layer.' },
        { name: 'crypto', message: 'The seed is an input: use a seeded generator.' },
      ],
    },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      // A test that says `result.parts[0]!` fails loudly where it should.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // What every start runs first is CommonJS: Node gets to it sooner.
    files: ['bin/**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', __dirname: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Plain JavaScript sees values of other modules and of JSON as `any`; types and JSDoc check the rest.
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', TextDecoder: 'readonly', module: 'writable' } },
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
);
