/** A guest who signs in to an account that exists, and a person who leaves: what comes along, what stays, what is said. */
import { readFile } from 'node:fs/promises';
import { awaitDocument } from '../support/awaitDocument.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import { createMember } from '../support/people.ts';
import { createAccount, giveCredentials, mainLink, password } from './accountSteps.ts';
import { basket, buySeats, chooseSeats, holdChosen, newEmail, openSection, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

test('[J1] what a guest holds and has bought is in the account that they sign in to', async ({
  openVisitor,
  firestore,
}) => {
  const [bought, held] = [await stageShow(firestore), await stageShow(firestore)];
  const member = await createMember(sdk.auth);
  const page = await openVisitor(phone);
  await buySeats(page, bought);
  await openSection(page, held);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);

  await page.goto('/sign-in?next=/tickets');
  await expect(page.getByText('Signing in takes what you hold and what you bought along')).toBeVisible();
  await page.getByLabel('E-mail').fill(member.email);
  await page.getByLabel('Password', { exact: true }).fill(member.password);
  await press(page.getByRole('button', { name: 'Sign in' }));
  const said = page.getByRole('status').filter({ hasText: 'What you had as a guest is in your account' });
  await expect(said).toBeVisible();
  await expect(page).toHaveURL(/\/tickets$/);
  await expect(page.getByRole('link', { name: bought.title })).toBeVisible();
  expect(await findViolations(page, 'a guest has joined')).toEqual([]);
  await press(said.getByRole('button', { name: 'Close' }));
  await expect(said).toHaveCount(0);
  await page.goto(`/events/${held.slug}`);
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();

  // Elsewhere too: they are the account's now.
  const elsewhere = await openVisitor(desk);
  await giveCredentials(elsewhere, member);
  await expect(elsewhere.getByText('Signed in as')).toBeVisible();
  await elsewhere.goto('/tickets');
  await expect(elsewhere.getByRole('link', { name: /Show ticket/ })).toHaveCount(2);
});

test('[J4] places past the limit are let go, and it is said how many', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const member = await createMember(sdk.auth);
  const elsewhere = await openVisitor(desk);
  await giveCredentials(elsewhere, member);
  await expect(elsewhere.getByText('Signed in as')).toBeVisible();
  await openSection(elsewhere, event);
  await chooseSeats(elsewhere, 'A', [1, 2, 3, 4, 5, 6, 7]);
  await holdChosen(elsewhere);

  await openSection(page, event);
  await chooseSeats(page, 'B', [1, 2, 3, 4]);
  await holdChosen(page);
  await giveCredentials(page, member);
  await expect(page.getByText('One place did not fit: an account may have ten of an event.')).toBeVisible();
  await page.goto(`/events/${event.slug}`);
  await expect(basket(page).getByText('10 places held for you')).toBeVisible();
});

test('[X6] a copy of one’s data is a file with all of it', async ({ page }) => {
  const email = newEmail();
  await page.goto('/');
  await createAccount(page, email);
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('button', { name: 'Take a copy' }));
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('my-data.json');
  const data = JSON.parse(await readFile(await download.path(), 'utf8')) as unknown;
  expect(data).toMatchObject({ version: 1, account: { email, isGuest: false }, orders: [] });
  await expect(page.getByText('Your copy is among your downloads.').first()).toBeVisible();
});

test('[X1] whoever signed in a while ago is asked to sign in again before anything can be pressed', async ({
  page,
}) => {
  const member = await createMember(sdk.auth);
  await page.clock.install();
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 6 * 60_000);
  await press(page.getByRole('button', { name: 'See what would go' }));
  await expect(page.getByText('You signed in a while ago.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete for good' })).toHaveCount(0);
  await press(page.getByRole('button', { name: 'Sign in again' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeFocused();
});

test('[X2] sign up, buy, and leave: it is said before what stays, and then the person is gone', async ({
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const email = newEmail();
  const page = await openVisitor(phone);
  await page.goto('/');
  await createAccount(page, email);
  const orderId = await buySeats(page, event, { email });

  await press(mainLink(page, 'Account'));
  await press(page.getByRole('button', { name: 'See what would go' }));
  await expect(page.getByText(/because tax law asks for it.*Orders: 1\. Tickets: 2\.$/)).toBeVisible();
  await expect(page.getByText('2 tickets are for events to come.')).toBeVisible();
  expect(await findViolations(page, 'what a deletion takes')).toEqual([]);
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByRole('heading', { name: 'Delete this account' })).toBeFocused();
  await press(page.getByRole('button', { name: 'See what would go' }));
  await press(page.getByRole('button', { name: 'Delete for good' }));
  const deleted = page.getByRole('status').filter({ hasText: 'Your account is deleted' });
  await expect(deleted).toBeInViewport();
  await expect(mainLink(page, 'Sign in')).toBeVisible();

  const order = await awaitDocument(
    firestore.doc(`orders/${orderId}`),
    (snapshot) => snapshot.get('contact.name') === '',
  );
  expect(order.data()).toMatchObject({ status: 'paid', contact: { name: '', email: '' } });
  await giveCredentials(page, { email, password });
  await expect(page.getByText('This account is closed').first()).toBeVisible();
});
