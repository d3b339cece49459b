/**
 * Lint: what the compiler does not see, and the arrows of import that ARCHITECTURE.md draws. A rule of ours says in its
 * message why it is there and what to do instead. Formatting is Prettier's.
 */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const sources = ['**/*.ts', '**/*.svelte'];
const tests = ['**/*.test.ts', '**/testing/**', 'tests/**/*.ts', 'bench/**/*.ts'];

/** Packages that talk to the world for the functions; only functions/platform has them. */
const serverSdks = '^(firebase-admin|@google-cloud|stripe|nodemailer)(/|$)';
/** The same for the browser; only web/src/lib/platform has them. */
const browserSdks = '^(firebase|@firebase|@stripe)(/|$)';

/** Refuses imports: each entry a pattern and the reason. */
const refuseImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const neverFromWebToFunctions = {
  regex: '(^|/)functions(/|$)|^@fashionista/functions',
  message:
    'The web app never imports the functions: their code would reach browsers. Share through domain, call through /api.',
};
const neverPipelines = {
  regex: '^firebase/firestore/(lite/)?pipelines',
  message: 'The build leaves out what pipelines need (web/noRegexOfPipelines.ts): 40 kB that no page uses.',
};
const neverFromFunctionsToOthers = {
  regex: '^(\\.\\./)+(web|local|tests|bench)/',
  message: 'A deploy uploads only functions/, with domain bundled in: nothing else is there in the cloud.',
};

const domainRules = {
  ...refuseImports({
    regex: '^(?!valibot$|\\./|\\.\\./)',
    message:
      'domain imports valibot and itself alone. No IO here: pass what you need in as a value, so that every rule can be tested and model-checked.',
  }),
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'domain has no clock: take `now` as an argument.' },
    { object: 'Math', property: 'random', message: 'domain has no randomness: take it as an argument.' },
    { object: 'crypto', property: 'randomUUID', message: 'domain has no randomness: take ids as arguments.' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: 'domain has no clock: take `now` as an argument.',
    },
  ],
  'no-restricted-globals': [
    'error',
    ...['process', 'fetch', 'setTimeout', 'setInterval', 'console', 'window', 'document'].map((name) => ({
      name,
      message: 'domain does no IO: pass in what you need.',
    })),
  ],
};

export default ts.config(
  {
    ignores: [
      'functions/lib/',
      'web/build/',
      'web/.svelte-kit/',
      'web/src/lib/paraglide/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      '.local/',
      '.tools/',
    ],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      // A leading underscore says that a name is only there to take another out of an object or a list.
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // Numbers in text are what template strings are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // `() => stop()` is clearer than a block, whatever `stop` answers.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // An interface may promise what one implementation knows at once.
      '@typescript-eslint/require-await': 'off',
      // Boards and codes are ASCII, a character a place.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Links are localized by Paraglide, and the app has no base path for resolve() to add.
      'svelte/no-navigation-without-resolve': 'off',
      // Takes the words of a comment's reason for names of warnings.
      'svelte/no-unused-svelte-ignore': 'off',
      // Most collections are not state: they are made, filled and read within one call.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
  },
  { files: ['web/src/**'], languageOptions: { globals: globals.browser } },
  // The compiler knows undefined names better than this rule does.
  { files: sources, rules: { 'no-undef': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },

  { files: ['domain/src/**/*.ts'], ignores: tests, rules: domainRules },
  { files: ['functions/**/*.ts'], rules: refuseImports(neverFromFunctionsToOthers) },
  {
    files: ['functions/*/**/*.ts'],
    ignores: ['functions/platform/**', ...tests],
    rules: refuseImports(neverFromFunctionsToOthers, {
      regex: serverSdks,
      message:
        'Features reach SDKs through functions/platform, so that a rule can be tested without the cloud and an SDK replaced in one place.',
    }),
  },
  { files: ['web/**/*.ts', 'web/**/*.svelte'], rules: refuseImports(neverFromWebToFunctions) },
  {
    files: ['web/src/**/*.ts', 'web/src/**/*.svelte'],
    ignores: ['web/src/lib/platform/**', 'web/src/routes/**', ...tests],
    rules: refuseImports(
      neverFromWebToFunctions,
      {
        regex: browserSdks,
        message:
          'SDKs stay in web/src/lib/platform: features test without them, and pages load them only when they are needed.',
      },
      { regex: '(^|/)routes/', message: 'Features know nothing of routes: a route puts features together.' },
    ),
  },
  {
    files: ['web/src/routes/**/*.ts', 'web/src/routes/**/*.svelte'],
    ignores: ['web/src/routes/+layout.svelte'],
    rules: refuseImports(
      neverFromWebToFunctions,
      { regex: browserSdks, message: 'Routes put features together; SDKs stay in web/src/lib/platform.' },
      {
        regex: '^#lib/platform/(?!(portal|pageCache)\\.ts$)',
        message:
          'Routes go through lib/<feature>: what a page needs of the platform belongs to the feature that it shows. A route itself only takes the portal from context and sets how long its page is kept.',
      },
    ),
  },
  {
    files: ['web/src/lib/platform/**'],
    rules: refuseImports(neverFromWebToFunctions, neverPipelines, {
      regex: '^#lib/(?!platform/|paraglide/)|(^|/)routes/',
      message: 'The platform knows no feature and no route: the arrow points at it.',
    }),
  },
  { files: ['local/**', ...tests], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      // Vitest's matchers (`expect.any`) and parsed answers are `any`; what they hold is what the test checks.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
