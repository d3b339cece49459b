/**
 * Every page and its main states as they were last agreed to look. A picture that differs fails with both and their
 * difference under test-results/visual.
 */
import type { Page } from '@playwright/test';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { openAdminSdk } from '../../support/adminSdk.ts';
import { createMember } from '../../support/people.ts';
import { giveCredentials } from '../accountSteps.ts';
import {
  awaitPaid,
  awaitSeats,
  basket,
  chooseSeats,
  giveDetails,
  goToCheckout,
  holdChosen,
  pay,
  press,
} from '../buyingSteps.ts';
import { expect, test } from '../portalTest.ts';
import { stageShow } from '../stageShow.ts';
import { look } from './look.ts';
import { stillShow } from './stillShow.ts';

const show = '/events/still-rehearsal';
/** Its season's first month. */
const month = '2050-01';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

const title = (page: Page) => page.getByRole('heading', { level: 1 });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(title(page)).toBeVisible();
}

test('home and signing in', async ({ page, guard }) => {
  guard.expectError(/status of 404 \(Not Found\) \S+\/nowhere$/);
  await open(page, '/');
  await look(page, 'home');
  await look(page, 'home-season', '#season');
  await open(page, '/sign-in');
  await look(page, 'sign-in');
  await open(page, '/saved');
  await look(page, 'saved-empty');
  await open(page, '/nowhere');
  await look(page, 'not-found');
});

test('the calendar', async ({ page }) => {
  await open(page, '/events');
  await look(page, 'browse');
  await page.getByText('More filters').click();
  await look(page, 'browse-filters');
  await open(page, `/events?view=calendar&month=${month}`);
  await look(page, 'browse-month');
  await open(page, '/events?q=nothing-of-that-name');
  await look(page, 'browse-empty');
});

test('an event, and its seats until they are held', async ({ page }) => {
  await open(page, show);
  await look(page, 'event');
  await expect(page.getByRole('link', { name: /places? left$/ }).first()).toBeVisible();
  await look(page, 'event-facts', '.facts');
  await look(page, 'event-hall', '[data-seat-floor]');
  await open(page, `${show}/checkout`);
  await expect(page.getByRole('link', { name: 'Choose seats' })).toBeVisible();
  await look(page, 'checkout-empty');
  await page.goto(`${show}?section=arazzi`);
  await awaitSeats(page);
  await chooseSeats(page, 'A', [2, 3]);
  await look(page, 'seats-chosen', '[data-seat-floor]');
  await press(basket(page).getByRole('button', { name: 'Hold these 2 places' }));
  await expect(page.getByText('That would leave a single seat')).toBeVisible();
  await look(page, 'seats-refused', '[data-seat-floor]');
});

test('from the held seats to the ticket', async ({ page, firestore }) => {
  // Who looked at the other hall a moment ago is still counted there.
  const { slug } = await stageShow(firestore, stillShow('still-purchase'));
  await page.goto(`/events/${slug}?section=arazzi`);
  await awaitSeats(page);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await look(page, 'seats-held', '[data-seat-floor]');
  await open(page, '/saved');
  await expect(page.getByRole('region', { name: 'Your seats' })).toBeVisible();
  await look(page, 'held-elsewhere');
  await page.goto(`/events/${slug}`);
  await goToCheckout(page);
  await look(page, 'checkout-details');
  await giveDetails(page, 'noor.visser@example.com');
  await look(page, 'checkout-payment');
  await pay(page, 'The card is declined');
  await expect(page.getByText('The bank declined it.')).toBeVisible();
  await look(page, 'checkout-declined');
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  await look(page, 'order-paid');
  await page.getByRole('link', { name: 'All my tickets' }).click();
  await expect(page.getByRole('link', { name: /Show ticket/ })).toHaveCount(2);
  await look(page, 'tickets');
  await page
    .getByRole('link', { name: /Show ticket/ })
    .first()
    .click();
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  await look(page, 'ticket');
});

test('an account, the studio, and an event from behind', async ({ page, firestore }) => {
  await open(page, '/studio');
  await expect(page.getByText('Your profile as a designer begins here.')).toBeVisible();
  await look(page, 'studio-nobody');
  const member = await createMember(sdk.auth);
  await sdk.auth.updateUser(member.uid, { displayName: 'Noor Visser' });
  const live = page.getByRole('status').filter({ hasText: /^Live$/ });
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await look(page, 'account');
  await look(page, 'account-details', '#details');
  await press(page.getByRole('button', { name: 'Change the password' }));
  await page.getByLabel('New password').press('Enter');
  await expect(page.getByText('Please fill this in.').first()).toBeVisible();
  await look(page, 'account-password', '#details');
  await open(page, '/studio');
  await expect(page.getByLabel('Name')).toBeVisible();
  await look(page, 'studio-begin');
  await page.getByLabel('Name').fill('Noor Visser');
  await page.getByLabel('City').fill('Rotterdam');
  await page.getByLabel('Country').selectOption('Netherlands');
  await press(page.getByRole('button', { name: 'Make the profile' }));
  await expect(live).toBeVisible();
  await look(page, 'studio');

  const [uid, door] = [member.uid as Uid, 'door-of-tests' as Uid];
  // A draft: no other picture shows it.
  const { eventId } = await stageShow(firestore, {
    ...stillShow('still-team'),
    ...{ state: 'draft', organizerUid: uid, teamUids: [uid, door] },
  });
  const email = 'ada.rossi@example.com';
  await firestore.doc(paths.teamMember(eventId, door)).set({ eventId, uid: door, role: 'door', email });
  await open(page, '/organize');
  await expect(live).toBeVisible();
  await look(page, 'organize');
  await page.getByRole('link', { name: 'A Still Rehearsal' }).click();
  await expect(page.getByText(email)).toBeVisible();
  await expect(live).toBeVisible();
  await look(page, 'team');
  await press(page.getByRole('button', { name: 'Add somebody' }));
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await look(page, 'team-add');
});
