import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openKeptReadings } from './keptReadings.ts';
import type { KeptReadings } from './keptReadings.ts';
import { stubBrowserStorage } from './testing/browserStorage.ts';

const at = new Date('2026-11-25T19:00:00Z');
const ticket = { place: 'a-1', startsAt: new Date('2026-12-01T20:00:00Z') };
const write = (readings: KeptReadings, uid: string) =>
  readings.write(uid, new Map([['tickets/t1', ticket]]), at);

beforeEach(() => void stubBrowserStorage());
afterEach(() => void vi.unstubAllGlobals());

test('what its owner wrote is read back as it was, dates as dates, and when', async () => {
  const readings = await openKeptReadings();
  await readings.takeOver('ada');
  await write(readings, 'ada');
  expect(await readings.read('ada', 'tickets/t1')).toEqual({ value: ticket, at });
  expect(await readings.read('ada', 'tickets/t2')).toBeUndefined();
  await readings.write('ada', new Map([['tickets/t1', undefined]]), at);
  expect(await readings.read('ada', 'tickets/t1')).toBeUndefined();
});

test('nobody reads what is another’s, and taking over empties it', async () => {
  const readings = await openKeptReadings();
  await readings.takeOver('ada');
  await write(readings, 'ada');
  expect(await readings.read('ben', 'tickets/t1')).toBeUndefined();
  await readings.takeOver('ada');
  expect(await readings.read('ada', 'tickets/t1')).toBeDefined();
  await readings.takeOver('ben');
  await readings.takeOver('ada');
  expect(await readings.read('ada', 'tickets/t1')).toBeUndefined();
});

test('after a sign-out a page that has not heard of it puts nothing back', async () => {
  const [here, otherPage] = [await openKeptReadings(), await openKeptReadings()];
  await here.takeOver('ada');
  await here.clear();
  await write(otherPage, 'ada');
  await here.takeOver('ada');
  expect(await here.read('ada', 'tickets/t1')).toBeUndefined();
});
