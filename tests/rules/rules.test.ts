/**
 * Runs the rules' tests in one file, in order, because the last of them asks the emulator what all the others left
 * unevaluated. The emulator counts from the moment the rules are loaded: once, here. IO: the Firestore emulator.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeBeside } from './beside.ts';
import { describeBuying } from './buying.ts';
import { openCast, rulesFile } from './cast.ts';
import type { Cast } from './cast.ts';
import { readCoverage } from './coverage.ts';
import { describeHappenings } from './happenings.ts';
import { describeHouse } from './house.ts';
import { describeKeeping } from './keeping.ts';
import { describeMatrix } from './matrix/describeMatrix.ts';
import { describePeople } from './people.ts';
import { setStage } from './stage.ts';

let opened: Cast | undefined;
const cast = (): Cast => {
  if (!opened) throw new Error('The cast is opened before all tests.');
  return opened;
};

beforeAll(async () => {
  opened = await openCast();
  await setStage(opened);
});
afterAll(() => opened?.environment.cleanup());

describePeople(cast);
describeKeeping(cast);
describeHappenings(cast);
describeBuying(cast);
describeHouse(cast);
describeBeside(cast);

describe('coverage', () => {
  it('is 100% of the expressions of firestore.rules', async () => {
    const { expressions, gaps } = await readCoverage(await readFile(rulesFile, 'utf8'));
    expect(expressions).toBeGreaterThan(0);
    expect(gaps).toEqual([]);
  });
});

// After the coverage: a probe reaches what tests should.
describeMatrix(cast);
