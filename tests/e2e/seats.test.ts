/** What a buyer may do with seats besides buying them: let go, more time, best available, and where the rules stop them. */
import { basket, chooseSeats, holdChosen, openSection, press, seat } from './buyingSteps.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

test('one seat is let go, then a third is added, then all are let go', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await press(basket(page).getByRole('button', { name: 'Let go of A2' }));
  await expect(basket(page).getByText('1 place held for you')).toBeVisible();
  await expect(seat(page, 'A', 2)).toHaveAccessibleName(/, Free$/);

  await chooseSeats(page, 'A', [2, 3]);
  await press(basket(page).getByRole('button', { name: 'Add these 2 places to yours' }));
  await expect(basket(page).getByText('3 places held for you')).toBeVisible();
  await press(basket(page).getByRole('button', { name: 'Let all go' }));
  await expect(page.getByRole('status').filter({ hasText: 'The seats are free again.' })).toBeAttached();
  for (const number of [1, 2, 3]) await expect(seat(page, 'A', number)).toHaveAccessibleName(/, Free$/);
});

test('ten more minutes, twice, and then no more', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  const timer = basket(page).getByRole('timer');
  await press(basket(page).getByRole('button', { name: 'Ten more minutes (2 times more)' }));
  await expect(timer).toHaveText(/^19:\d\d$|^20:00$/);
  await press(basket(page).getByRole('button', { name: 'Ten more minutes (once more)' }));
  await expect(timer).toHaveText(/^29:\d\d$|^30:00$/);
  await expect(basket(page).getByText('No more time can be added.')).toBeVisible();
  await expect(basket(page).getByRole('button', { name: /^Ten more minutes/ })).toHaveCount(0);
});

test('best available holds as many as asked, side by side, of the ticket that was asked for', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  const form = page.getByRole('form', { name: 'Best available' });
  await form.getByRole('button', { name: 'One more' }).click();
  const cheapest = event.ticketTypes.toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
  await form.getByLabel('Ticket').selectOption(cheapest?.ticketTypeId ?? '');
  await form.getByRole('button', { name: 'Hold the best 3 places' }).click();
  await expect(basket(page).getByText('3 places held for you')).toBeVisible();
  const [hold] = (await firestore.collection('holds').where('eventId', '==', event.eventId).get()).docs;
  const held = hold?.get('places') as { placeId: string; ticketTypeId: string }[];
  expect(held.map(({ ticketTypeId }) => ticketTypeId)).toEqual(Array(3).fill(cheapest?.ticketTypeId));
  const numbers = held.map(({ placeId }) => Number(placeId.split('-').at(-1))).toSorted((a, b) => a - b);
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
});

test('at a desk best available is seen at once, and so is what it held', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  const holdBest = page.getByRole('button', { name: 'Hold the best 2 places' });
  await expect(holdBest).toBeAttached();
  await press(page.getByRole('link', { name: /^Choose seats, from/ }));
  await expect(holdBest).toBeInViewport({ ratio: 1 });
  // From wherever the button was pressed.
  await page.evaluate("document.querySelector('form[aria-labelledby] [type=submit]').scrollIntoView()");
  await press(holdBest);
  await expect(basket(page).getByRole('timer')).toBeInViewport({ ratio: 1 });
  await expect(basket(page).getByRole('link', { name: 'Continue to checkout' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText(/the best that was left$/)).toBeInViewport({ ratio: 1 });
});

test('on a phone whoever adds to a hold still sees the map', async ({ openVisitor, firestore }) => {
  const event = await stageShow(firestore);
  const page = await openVisitor(phone);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await chooseSeats(page, 'B', [1, 2]);
  const add = basket(page).getByRole('button', { name: 'Add these 2 places to yours' });
  await expect(add).toBeInViewport({ ratio: 1 });
  expect((await basket(page).boundingBox())?.height).toBeLessThan(phone.viewport.height * 0.4);
});

test('an eleventh seat is refused in words', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  await press(seat(page, 'B', 1));
  const notice = page.getByRole('status').filter({ hasText: 'At most 10 places a person' });
  await expect(notice).toContainText('You have 10 already');
  await expect(seat(page, 'B', 1)).toHaveAccessibleName(/, Free$/);
  await holdChosen(page);
  await expect(basket(page).getByText('10 places held for you')).toBeVisible();
});

test('[7] orphan seats: what would leave a single seat is refused, and the offer in its place is taken', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [2, 3]);
  await press(basket(page).getByRole('button', { name: 'Hold these 2 places' }));
  const notice = page.getByRole('status').filter({ hasText: 'That would leave a single seat' });
  await expect(notice).toBeVisible();
  await press(notice.getByRole('button', { name: /^Hold A\d+ and A\d+$/ }));
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();
});

test('a choice that is not held yet, and the open section, outlive a reload', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await page.reload();
  await expect(seat(page, 'A', 2)).toHaveAccessibleName(/, Chosen$/);
  await holdChosen(page);
  await page.reload();
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: /Tapestries/ })).toBeVisible();
});

test('what one tab holds the other shows as held too, though nobody was known there when it was opened', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const other = await page.context().newPage();
  await openSection(other, event);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(basket(other).getByText('2 places held for you')).toBeVisible();
  await press(basket(other).getByRole('button', { name: 'Let all go' }));
  await expect(basket(page).getByText('2 places held for you')).toBeHidden();
});

test('a plan that could not be had is asked for again, and the hall opens', async ({
  page,
  firestore,
  guard,
}) => {
  guard.expectError(/status of 503 \(Service Unavailable\) \S+\/api\/plans\//);
  const event = await stageShow(firestore);
  await page.route('**/api/plans/**', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await page.goto(`/events/${event.slug}`);
  await page.getByRole('link', { name: /^Choose seats/ }).click();
  await expect(page.getByText('The seat map could not be loaded')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: /places? left$/ }).first()).toBeVisible();
});
