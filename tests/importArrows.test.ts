/**
 * The arrows of import in ARCHITECTURE.md, held by lint: each forbidden import is refused with its reason, and what
 * stands beside it is allowed.
 */
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { rootFolder } from '../local/start/rootFolder.ts';

// Imports are judged by their text: without types this takes a second instead of half a minute.
const eslint = new ESLint({ cwd: rootFolder, overrideConfig: [ts.configs.disableTypeChecked] });

async function refusals(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId?.includes('no-restricted'))
    .map(({ message }) => message);
}

describe.each([
  ['domain/src/hold.ts', 'node:crypto', 'domain imports valibot and itself alone'],
  ['domain/src/hold.ts', 'firebase-admin/app', 'domain imports valibot and itself alone'],
  [
    'functions/seats/holdPlaces.ts',
    'firebase-admin/firestore',
    'Features reach SDKs through functions/platform',
  ],
  ['functions/orders/payOrder.ts', 'stripe', 'Features reach SDKs through functions/platform'],
  ['functions/seats/holdPlaces.ts', '../../web/src/lib/ui/price.ts', 'A deploy uploads only functions/'],
  [
    'web/src/lib/seats/seatMap.ts',
    '../../../../functions/services.ts',
    'The web app never imports the functions',
  ],
  ['web/src/lib/seats/seatMap.ts', 'firebase/firestore', 'SDKs stay in web/src/lib/platform'],
  ['web/src/lib/seats/seatMap.ts', '../../routes/page.ts', 'Features know nothing of routes'],
  ['web/src/routes/events/+page.ts', '@stripe/stripe-js', 'SDKs stay in web/src/lib/platform'],
  ['web/src/routes/events/+page.ts', '#lib/platform/firestoreSdk.ts', 'Routes go through lib/<feature>'],
  ['web/src/lib/platform/api.ts', '#lib/seats/seatMap.ts', 'The platform knows no feature'],
])('%s', (file, imported, reason) => {
  test(`never imports ${imported}`, async () => {
    expect(await refusals(file, `import * as it from '${imported}';\n`)).toEqual([
      expect.stringContaining(reason),
    ]);
  });
});

test.each([
  ['domain/src/hold.ts', './board.ts'],
  ['domain/src/hold.ts', 'valibot'],
  ['functions/seats/holdPlaces.ts', '../platform/store.ts'],
  ['functions/platform/stripe.ts', 'stripe'],
  ['web/src/lib/seats/seatMap.ts', '#lib/platform/api.ts'],
  ['web/src/lib/platform/firestoreSdk.ts', 'firebase/firestore'],
])('%s may import %s', async (file, imported) => {
  expect(await refusals(file, `import * as it from '${imported}';\n`)).toEqual([]);
});

test.each(['Date.now()', 'new Date()', 'Math.random()', 'fetch("/")'])(
  'domain has no clock, no chance, no IO: %s is refused',
  async (expression) => {
    expect(await refusals('domain/src/hold.ts', `export const it = ${expression};\n`)).toHaveLength(1);
  },
);
