/** A hold that runs out before the buyer's eyes: said at once, offered again in one tap, free for everybody else. */
import type { Page } from '@playwright/test';
import { bringEndNear } from './bringEndNear.ts';
import {
  basket,
  chooseSeats,
  giveDetails,
  goToCheckout,
  holdChosen,
  newEmail,
  openSection,
  pay,
  awaitPaid,
  press,
  seat,
} from './buyingSteps.ts';
import { expect, phone, test } from './portalTest.ts';
import type { StackPlaces } from '../support/stack.ts';
import { stageShow } from './stageShow.ts';

/** The task that ends a hold was set for its first end; the sweep stands in for it. */
async function sweep({ api }: StackPlaces): Promise<void> {
  expect((await fetch(`${api}/__/schedules/sweep`, { method: 'POST' })).ok).toBe(true);
}

const ranOut = (page: Page) => page.getByRole('alert').filter({ hasText: 'Your time ran out' });

test('the last minute is said; the end too; one tap holds the same seats again', async ({
  openVisitor,
  firestore,
  places,
}) => {
  const event = await stageShow(firestore);
  const page = await openVisitor(phone);
  const other = await openVisitor();
  await Promise.all([openSection(page, event), openSection(other, event)]);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Held by someone else$/);

  await bringEndNear(firestore, event.eventId);
  await expect(
    page.getByRole('status').filter({ hasText: 'Less than a minute is left for your seats.' }),
  ).toBeAttached();
  await expect(ranOut(page)).toContainText('A1 and A2 went back on sale. No money moved.');
  await sweep(places);
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Free$/);
  await expect(seat(other, 'A', 2)).toHaveAccessibleName(/, Free$/);

  await press(ranOut(page).getByRole('button', { name: 'Hold them again' }));
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Held by someone else$/);
});

test('held again before anything has swept: who wants the seats ends the old hold', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await bringEndNear(firestore, event.eventId);
  await press(ranOut(page).getByRole('button', { name: 'Hold them again' }));
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();
  await expect(basket(page).getByRole('timer')).toHaveText(/^(9:5\d|10:00)$/);
});

test('at the checkout what was typed is kept, and the purchase goes on', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await goToCheckout(page);
  await page.getByLabel('Name').fill('Ottilie Brandt');
  await bringEndNear(firestore, event.eventId);
  await expect(ranOut(page)).toContainText('What you typed is kept.');
  await press(ranOut(page).getByRole('button', { name: 'Hold them again' }));
  await expect(page.getByLabel('Name')).toHaveValue('Ottilie Brandt');
  await giveDetails(page, newEmail(), 'Ottilie Brandt');
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
});
