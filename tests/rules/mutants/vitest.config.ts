/** The rules' tests as the mutation run asks them: on an emulator that is there already, until the first says no. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/rules/rules.test.ts'],
    // What a mutant leaves unevaluated says nothing of what it lets through.
    testNamePattern: /^(?!coverage|the table)/,
    bail: 1,
    reporters: ['json'],
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
