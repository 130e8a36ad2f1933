import { MUTATION_PARTS } from './scripts/mutation-parts.ts';

const name = process.env.BOARDGATE_MUTATION_PART ?? 'token';
const { mutate, without } = MUTATION_PARTS[name];
const report = `.stryker/${name}`;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: [...mutate, '!**/*.test.ts', '!**/testing/**'],
  mutator: { excludedMutations: without },
  // Stryker would adapt the paths in tsconfig.json through the API that TypeScript 7 dropped. Ours has no paths to adapt.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // What runs as a file is loaded, such as a schema, would run every test for each mutant.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `${report}.incremental.json`,
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['.stryker', 'dist', 'data', 'screenshots'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false },
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  // Below it, guards lose their tests.
  thresholds: { high: 95, low: 90, break: 90 },
  // A machine that is busy with other things is slow, and slow tests have noticed nothing.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  // Each worker runs one file at a time. Two mutants at once need twice the databases.
  concurrency: 1,
};
