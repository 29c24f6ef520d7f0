import { configDefaults, defineConfig } from 'vitest/config';

/** Per cent; of each of the two layers where a silent fault would be a wrong recommendation. */
const COVERED = { lines: 95, branches: 95, functions: 95, statements: 95 };

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test is about speed: a busy machine must not fail one.
    testTimeout: 120_000,
    exclude: [...configDefaults.exclude, '.stryker-tmp/**'],
    // The same output on every machine: these reach the commands that tests start, too.
    env: { TZ: 'UTC', LANG: 'en_US.UTF-8', COLUMNS: '80', NO_COLOR: '1' },
    coverage: {
      provider: 'v8',
      include: ['src/decision/**/*.ts', 'src/rules/**/*.ts'],
      exclude: ['**/*.generated.ts'],
      // Nothing on the terminal: the runner's own closing line stays the last one.
      reporter: ['html', 'json-summary'],
      thresholds: { 'src/decision/**': COVERED, 'src/rules/**': COVERED },
    },
  },
});
