/**
 * How pages look, compared with pictures that the repository keeps. Run as the other end-to-end tests are, on a stack of
 * their own in which nothing moves. `npm run test:visual -- --update-snapshots` takes them anew.
 */
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

const here = import.meta.dirname;
const results = path.resolve(here, '../../../test-results');

export default defineConfig(tests, {
  testDir: here,
  testMatch: 'comparePictures.ts',
  outputDir: path.join(results, 'visual'),
  globalSetup: path.join(here, 'startStill.ts'),
  globalTeardown: path.join(here, 'shrinkPictures.ts'),
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 120_000,
  expect: {
    toHaveScreenshot: {
      // Another Chromium may round a glyph's edge differently; a word, a rule or a colour that changed is more than this.
      maxDiffPixelRatio: 0.001,
      stylePath: path.join(here, 'still.css'),
    },
  },
  reporter: [['list'], ['json', { outputFile: path.join(results, 'visual.json') }]],
});
