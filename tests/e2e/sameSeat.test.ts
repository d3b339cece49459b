/** Two people after one seat: each sees what the other does without a reload, and exactly one has it. */
import type { Page } from '@playwright/test';
import { basket, chooseSeats, holdChosen, openSection, press, seat } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

/** What a screen reader is told, beside notices. */
const spoken = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words });

test('what one holds turns held before the eyes of the other, and free again when let go', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const other = await openVisitor();
  await Promise.all([openSection(page, event), openSection(other, event)]);
  await chooseSeats(page, 'A', [1, 2]);
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Free$/);
  await holdChosen(page);
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Held by someone else$/);
  await expect(seat(other, 'A', 2)).toHaveAttribute('aria-disabled', 'true');
  // Playwright would wait until it is enabled; a person just presses.
  await seat(other, 'A', 1).click({ force: true });
  await expect(spoken(other, /^A1: Held by someone else\.$/)).toBeAttached();
  await press(basket(page).getByRole('button', { name: 'Let all go' }));
  await expect(seat(other, 'A', 1)).toHaveAccessibleName(/, Free$/);
});

test('seats that one has chosen and another holds are dropped, said, and the nearest offered', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const slower = await openVisitor();
  await Promise.all([openSection(page, event), openSection(slower, event)]);
  await chooseSeats(slower, 'A', [1, 2]);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);

  await expect(spoken(slower, /^Your seats A1 and A2 were taken, nearest are B1 and B2\.$/)).toBeAttached();
  const notice = slower.getByRole('alert').filter({ hasText: 'A1 and A2 were taken' });
  await expect(notice).toContainText('No money moved.');
  await expect(seat(slower, 'A', 1)).toHaveAccessibleName(/, Held by someone else$/);
  await press(notice.getByRole('button', { name: 'Choose B1 and B2' }));
  await expect(seat(slower, 'B', 1)).toHaveAccessibleName(/, Chosen$/);
  await holdChosen(slower);
  await expect(seat(page, 'B', 2)).toHaveAccessibleName(/, Held by someone else$/);
});

test('two who hold the same seat at the same moment: exactly one has it, the other gets the nearest', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const pages = [page, await openVisitor()];
  await Promise.all(pages.map((each) => openSection(each, event)));
  // Both requests wait at the door until the other is there too.
  let waiting = 0;
  let open: () => void = () => undefined;
  const bothThere = new Promise<void>((resolve) => (open = resolve));
  for (const each of pages)
    await each.route('**/api/seats/hold', async (route) => {
      waiting += 1;
      if (waiting >= pages.length) open();
      await bothThere;
      await route.continue();
    });
  for (const each of pages) await chooseSeats(each, 'B', [14]);
  await Promise.all(
    pages.map((each) => press(basket(each).getByRole('button', { name: 'Hold this place' }))),
  );

  const winnerOf = (each: Page) => basket(each).getByText('1 place held for you');
  const loserOf = (each: Page) => each.getByRole('alert').filter({ hasText: 'B14 was taken' });
  for (const each of pages) await expect(winnerOf(each).or(loserOf(each))).toBeVisible();
  const won = await Promise.all(pages.map((each) => winnerOf(each).isVisible()));
  expect(won.toSorted()).toEqual([false, true]);
  const loser = pages[won.indexOf(false)] ?? page;
  await expect(seat(loser, 'B', 14)).toHaveAccessibleName(/, Held by someone else$/);
  await press(loserOf(loser).getByRole('button', { name: /^Hold B1[35]$/ }));
  await expect(winnerOf(loser)).toBeVisible();
  const claims = await firestore.collection(`events/${event.eventId}/claims`).get();
  expect(new Set(claims.docs.map((claim) => claim.get('uid') as string)).size).toBe(2);
  expect(claims.size).toBe(2);
});
