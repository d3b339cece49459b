/**
 * Twenty seconds of two browsers on one map, with simulated buyers about them: what one takes, the other sees go, and come back
 * when it is let go. IO: browsers, the switch of the simulated buyers, FILM_FOLDER.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Firestore } from 'firebase-admin/firestore';
import { readBoard } from '@fashionista/domain/board';
import { indexPlan } from '@fashionista/domain/plan';
import type { Place } from '@fashionista/domain/plan';
import { demoVenues } from '../../../local/seed/venues.ts';
import type { CrowdState } from '../../../local/simulated-buyers/crowd.ts';
import { awaitSeats, basket, seat } from '../buyingSteps.ts';
import { expect, test } from '../portalTest.ts';
import { Screencast } from './screencast.ts';

const folder = process.env['FILM_FOLDER'] ?? '';
const lengthMs = 20_000;
/** The U of the Halle in Paris, hardly sold, and the seats round its bend. */
const slug = 'nocturne-for-wool';
const sectionId = 'hemicycle';
const window = { viewport: { width: 640, height: 720 } };
/** So many holds are made before the film begins: the hall is not empty. */
const holdsBefore = 10;
const switchPath = '/__/local/simulated-buyers';

/** Six free seats in a row, for two people to be neighbours in. */
async function findNeighbours(firestore: Firestore): Promise<Place[]> {
  const [event] = (await firestore.collection('events').where('slug', '==', slug).get()).docs;
  const board = await firestore.doc(`events/${event?.id ?? ''}/boards/${sectionId}`).get();
  const index = indexPlan(demoVenues.halle.plan);
  const section = index.section(sectionId);
  const statuses = section && readBoard(section, String(board.get('places')));
  const stretches = index
    .rows(sectionId)
    .flatMap(({ runs }) => runs)
    .flatMap((run) => run.map((_, i) => run.slice(i, i + 6)))
    .filter(
      (stretch) => stretch.length === 6 && stretch.every((place) => statuses?.get(place.placeId) === 'free'),
    );
  // Where both browsers show them well, and the eye is.
  const fromMiddle = (stretch: Place[]) => Math.abs((stretch[2]?.x ?? 0) - index.plan.width / 2);
  const [middle] = stretches.toSorted((a, b) => fromMiddle(a) - fromMiddle(b));
  if (!middle) throw new Error('The hall is too full for the film.');
  return middle;
}

async function openMap(page: Page): Promise<void> {
  await page.goto(`/events/${slug}?section=${sectionId}`);
  await awaitSeats(page);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.evaluate(`document.querySelector('[data-seat-floor]')?.scrollIntoView({ block: 'start' })`);
}

/** On a narrow page some of what can be done with a hold stands among its details. */
async function pressInBasket(camera: Screencast, page: Page, name: RegExp): Promise<void> {
  const button = basket(page).getByRole('button', { name });
  if (!(await button.isVisible())) await camera.press(basket(page).getByRole('button', { name: 'Details' }));
  await camera.press(button);
}

// Whatever became of the film: the pictures are of a quiet portal.
test.afterEach(async ({ page }) => {
  await page.request.post(switchPath, { form: { isOn: 'false' } });
});

test('two browsers on one map', async ({ page: operator, openVisitor, firestore }) => {
  const form = { isOn: 'true', buyersAMinute: '60', eventSlug: slug };
  await operator.request.post(switchPath, { form });
  const held = async () =>
    ((await (await operator.request.get(switchPath)).json()) as CrowdState).counts.held;
  await expect.poll(held, { timeout: 60_000 }).toBeGreaterThanOrEqual(holdsBefore);

  const [left, right] = [await openVisitor(window), await openVisitor(window)];
  await Promise.all([openMap(left), openMap(right)]);
  const neighbours = await findNeighbours(firestore);
  const seatAt = (page: Page, i: number) =>
    seat(page, neighbours[i]?.row.toUpperCase() ?? '', neighbours[i]?.number ?? 0);

  const leftCamera = new Screencast(left, folder, 'left');
  const rightCamera = new Screencast(right, folder, 'right');
  const startedAtMs = Date.now();
  const at = (ms: number) => pause(Math.max(0, startedAtMs + ms - Date.now()));
  await Promise.all([leftCamera.start(startedAtMs), rightCamera.start(startedAtMs)]);
  await at(1_500);
  await leftCamera.press(seatAt(left, 1));
  await leftCamera.press(seatAt(left, 2));
  await at(3_500);
  await pressInBasket(leftCamera, left, /^Hold /);
  await at(6_500);
  await rightCamera.press(seatAt(right, 3));
  await rightCamera.press(seatAt(right, 4));
  await at(8_500);
  await pressInBasket(rightCamera, right, /^Hold /);
  await at(12_000);
  await pressInBasket(leftCamera, left, /^Let all go/);
  await at(15_000);
  await leftCamera.press(seatAt(left, 2));
  await at(16_500);
  await pressInBasket(leftCamera, left, /^Hold /);
  await at(lengthMs);
  await Promise.all([leftCamera.stop(), rightCamera.stop()]);

  const film = { lengthMs, views: [leftCamera.view, rightCamera.view] };
  writeFileSync(path.join(folder, 'film.json'), JSON.stringify(film));
});
