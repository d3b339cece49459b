/** What is held is seen on every page: it follows, goes on to the checkout, and says when its time is over. */
import type { Page } from '@playwright/test';
import { openAdminSdk } from '../support/adminSdk.ts';
import { createMember } from '../support/people.ts';
import { giveCredentials } from './accountSteps.ts';
import { bringEndNear } from './bringEndNear.ts';
import {
  awaitPaid,
  basket,
  chooseSeats,
  giveDetails,
  holdChosen,
  newEmail,
  openSection,
  pay,
  press,
} from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

/** At the foot of a page that is another's. */
const reminder = (page: Page) => page.getByRole('region', { name: 'Your seats' });
const goHome = (page: Page) =>
  press(page.getByRole('banner').getByRole('link', { name: 'Fashionista Portal' }));

test('on other pages it is said what is held, and for how long; from there the purchase goes on', async ({
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const page = await openVisitor(phone);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(reminder(page)).toHaveCount(0);
  await goHome(page);
  await expect(reminder(page)).toContainText('2 places held for you');
  await expect(reminder(page).getByRole('timer')).toHaveText(/^(9:\d\d|10:00)$/);
  await expect(reminder(page)).toBeInViewport({ ratio: 1 });
  expect(await findViolations(page, 'home, with a hold')).toEqual([]);

  // A page that is opened anew knows as well; another person's browser does not.
  await page.goto('/events');
  await expect(reminder(page).getByRole('link', { name: event.title })).toBeVisible();
  await press(reminder(page).getByRole('link', { name: 'Continue to checkout' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible();
  await expect(reminder(page)).toHaveCount(0);
  await giveDetails(page, newEmail());
  await page.goto('/saved');
  await press(reminder(page).getByRole('link', { name: 'Go on paying' }));
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  await goHome(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(reminder(page)).toHaveCount(0);
  const stranger = await openVisitor(phone);
  await stranger.goto('/');
  await expect(reminder(stranger)).toHaveCount(0);
});

test('held in one window it shows in another that is open already, and goes when it is let go', async ({
  page,
  context,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const other = await context.newPage();
  await other.goto('/');
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(reminder(other)).toContainText('2 places held for you');
  await press(basket(page).getByRole('button', { name: 'Let all go' }));
  await expect(reminder(other)).toHaveCount(0);
});

test('its last minute and its end are said there too', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await goHome(page);
  await expect(reminder(page)).toBeVisible();
  await bringEndNear(firestore, event.eventId);
  await expect(
    page.getByRole('status').filter({ hasText: 'Less than a minute is left for your seats.' }),
  ).toBeAttached();
  await expect(reminder(page)).toContainText('Your time ran out');
  await expect(reminder(page)).toContainText('No money moved.');
  expect(await findViolations(page, 'home, a hold is over')).toEqual([]);
  await press(reminder(page).getByRole('button', { name: 'Close' }));
  await expect(reminder(page)).toHaveCount(0);
});

test('a guest’s hold is still shown once it is in the account that they sign in to', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const member = await createMember(sdk.auth);
  await openSection(page, event);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await expect(reminder(page)).toContainText('2 places held for you');
});
