/** Accounts: made, left and entered again; a guest who makes one keeps what they hold and what they bought. */
import type { Page } from '@playwright/test';
import { createAccount, mainLink, password, signOut } from './accountSteps.ts';
import {
  basket,
  buySeats,
  chooseSeats,
  holdChosen,
  newEmail,
  openSection,
  press,
  reachCheckout,
} from './buyingSteps.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

async function signIn(page: Page, email: string, typed = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(typed);
  await press(page.getByRole('button', { name: 'Sign in' }));
}

test('sign up, out, a wrong password, and in again, on a phone', async ({ openVisitor }) => {
  const page = await openVisitor(phone);
  const email = newEmail();
  await page.goto('/');
  await createAccount(page, email);
  await expect(mainLink(page, 'Account')).toBeVisible();
  // Whoever is at the keyboard is where the page now begins; a reload makes no second account.
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeFocused();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.reload();
  await expect(page.getByText(email)).toBeVisible();
  await signOut(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeFocused();

  await page.goto('/sign-in');
  await signIn(page, email, 'not-the-password');
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await signIn(page, email);
  await expect(page.getByText('Signed in as')).toBeVisible();
});

test('a guest who makes an account keeps hold and tickets, and finds them after signing in elsewhere', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const [bought, held] = [await stageShow(firestore), await stageShow(firestore)];
  const email = newEmail();
  await buySeats(page, bought, { email });
  await openSection(page, held);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);

  await createAccount(page, email);
  await press(page.getByRole('main').getByRole('link', { name: 'My tickets' }));
  await expect(page.getByRole('link', { name: bought.title })).toBeVisible();
  await page.goto(`/events/${held.slug}`);
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();

  const elsewhere = await openVisitor(phone);
  await elsewhere.goto('/tickets');
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in to see this' })).toBeVisible();
  await press(elsewhere.getByRole('main').getByRole('link', { name: 'Sign in' }));
  await signIn(elsewhere, email);
  await expect(elsewhere).toHaveURL(/\/tickets$/);
  await expect(elsewhere.getByRole('link', { name: /Show ticket/ })).toHaveCount(2);

  await press(mainLink(elsewhere, 'Account'));
  await signOut(elsewhere);
  await elsewhere.goto('/tickets');
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in to see this' })).toBeVisible();
});

test('what an account fills in at the checkout can be emptied, and whoever signs in next finds their own', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const [first, second] = [newEmail(), newEmail()];
  await page.goto('/');
  await createAccount(page, first);
  await reachCheckout(page, event);
  const field = page.getByLabel('E-mail');
  await expect(field).toHaveValue(first);
  await field.fill('');
  await field.pressSequentially('elsewhere@example.com');
  await expect(field).toHaveValue('elsewhere@example.com');
  await page.reload();
  await expect(field).toHaveValue('elsewhere@example.com');

  await press(mainLink(page, 'Account'));
  await signOut(page);
  await createAccount(page, second);
  await reachCheckout(page, event, [5, 6]);
  await expect(field).toHaveValue(second);
});

test('an order and a ticket of somebody else show nothing of it', async ({
  page,
  openVisitor,
  firestore,
  guard,
}) => {
  // The server is asked to look at the order, and says that there is none.
  guard.expectError(/status of 404 \(Not Found\) \S+\/api\/orders\/refresh$/);
  const event = await stageShow(firestore);
  await buySeats(page, event);
  const orderUrl = page.url();
  await press(page.getByRole('link', { name: /^Open ticket/ }).first());
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const ticketUrl = page.url();

  const stranger = await openVisitor();
  await openSection(stranger, event);
  await chooseSeats(stranger, 'B', [1, 2]);
  await holdChosen(stranger);
  await stranger.goto(orderUrl);
  await expect(
    stranger.getByRole('heading', { level: 1, name: 'There is no such order here' }),
  ).toBeVisible();
  await stranger.goto(ticketUrl);
  await expect(
    stranger.getByRole('heading', { level: 1, name: 'There is no such ticket here' }),
  ).toBeVisible();
});
