/**
 * End-to-end tests: Chromium against a whole stack of their own. `CHROMIUM` is set by `npm test` and `npm run test:e2e`,
 * which find a browser or get one.
 */
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const results = path.resolve(import.meta.dirname, '../../test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(results, 'e2e'),
  globalSetup: path.join(import.meta.dirname, 'startPortal.ts'),
  // Two cores run the browsers, the emulators and the functions: more at once would only wait for each other. A file's
  // tests take turns, so that what one does to the doubles (payment.test.ts) is over before its next.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: path.join(results, 'e2e.json') }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    // A film of every test would cost a core; its steps and pages tell as much.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'] } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
