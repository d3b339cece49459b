/** The README's pictures and film are taken as tests are run: in the same browser, against the same kind of stack. */
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

export default defineConfig(tests, {
  testDir: import.meta.dirname,
  testMatch: ['filmTwoBrowsers.ts', 'takePictures.ts'],
  workers: 1,
  timeout: 180_000,
  reporter: 'list',
  use: { trace: 'off' },
});
