/**
 * Three kinds of tests, told apart by what must run beside them: `unit` nothing, `rules` a Firestore emulator with our
 * rules, `integration` a whole stack of the local cloud. Browsers' tests are Playwright's (tests/e2e).
 */
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const generated = ['**/node_modules/**', '**/lib/web/**', 'web/build/**', 'web/.svelte-kit/**'];
const supportFile = (name: string) => path.join(import.meta.dirname, 'tests/support', name);

export default defineConfig({
  test: {
    projects: [
      {
        // Stores of the web app are written in Svelte's runes, which want its compiler even without a page.
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'unit',
          include: ['{domain,functions,local,tests,bench}/**/*.test.{ts,mjs}', 'web/src/**/*.test.ts'],
          exclude: [...generated, 'tests/{rules,integration,e2e}/**'],
          environment: 'node',
          // What they test has no state of its own to leak: files share workers, in half the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'rules',
          include: ['tests/rules/**/*.test.ts'],
          globalSetup: supportFile('rulesEmulator.ts'),
          fileParallelism: false,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: supportFile('integrationStack.ts'),
          // One stack for all: files take turns, so that a race in one is not a slow machine's work in another.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
