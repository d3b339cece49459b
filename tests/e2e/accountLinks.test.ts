/** Ways into an account beside the password: mailed links, Google, and a second factor that one adds oneself. */
import type { Page } from '@playwright/test';
import { awaitLinkMail } from '../support/accountMail.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import { createMember } from '../support/people.ts';
import {
  createAccount,
  giveCredentials,
  mainLink,
  password,
  readTextMessage,
  signOut,
} from './accountSteps.ts';
import { newEmail, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test } from './portalTest.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

async function askForLink(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await press(page.getByRole('button', { name }));
  await expect(page.getByRole('status').filter({ hasText: 'Look into your mail' })).toBeVisible();
}

test('[L1] a link by mail signs in who never was here, and goes on to where they were', async ({
  openVisitor,
  firestore,
}) => {
  const page = await openVisitor(phone);
  const email = newEmail();
  await page.goto('/saved');
  await page.goto('/sign-in?next=/saved');
  await press(page.getByRole('button', { name: 'E-mail me a link instead' }));
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription('Please fill this in.');
  await askForLink(page, email, 'E-mail me a link instead');
  expect(await findViolations(page, 'a link is on its way')).toEqual([]);

  const { link } = await awaitLinkMail(firestore, email, 'sign-in');
  await page.goto(link.href);
  await expect(page).toHaveURL(/\/saved$/);
  await expect(mainLink(page, 'Account')).toBeVisible();
  // Opened once more where it has done its work, it says so.
  await page.goto(link.href);
  await expect(page.getByRole('status').filter({ hasText: `signed in already, as ${email}` })).toBeVisible();
  await press(page.getByRole('link', { name: 'Go on' }));
  await expect(page).toHaveURL(/\/saved$/);
  await expect(mainLink(page, 'Account')).toBeVisible();

  // Used, it opens nothing any more, and says what to do.
  await press(mainLink(page, 'Account'));
  await signOut(page);
  await page.goto(link.href);
  await page.getByLabel('E-mail').fill(email);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await expect(page.getByRole('alert').filter({ hasText: 'This link is no longer good' })).toBeVisible();
  await press(page.getByRole('link', { name: 'Ask for another' }));
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('[L1] opened on another device it asks whose it is, and takes no other address', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const { email } = await createMember(sdk.auth);
  await page.goto('/sign-in');
  await askForLink(page, email, 'E-mail me a link instead');
  const { link } = await awaitLinkMail(firestore, email, 'sign-in');

  const elsewhere = await openVisitor(phone);
  await elsewhere.goto(link.href);
  await expect(elsewhere.getByText('You opened this link on another device.')).toBeVisible();
  expect(await findViolations(elsewhere, 'a link on another device')).toEqual([]);
  await elsewhere.getByLabel('E-mail').fill(newEmail());
  await press(elsewhere.getByRole('button', { name: 'Sign in' }));
  await expect(elsewhere.getByLabel('E-mail')).toHaveAccessibleDescription(
    'This link was sent to another address.',
  );
  await elsewhere.getByLabel('E-mail').fill(email);
  await press(elsewhere.getByRole('button', { name: 'Sign in' }));
  // Nowhere else to go on to: the account itself.
  await expect(elsewhere.getByText('Signed in as')).toBeVisible();
});

test('[R11] a forgotten password is replaced by a link, and whoever used the old one is out', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const member = await createMember(sdk.auth);
  const thief = await openVisitor();
  await giveCredentials(thief, member);
  await expect(thief.getByText('Signed in as')).toBeVisible();
  await page.goto('/sign-in');
  await askForLink(page, member.email, 'Forgotten your password?');
  const { link } = await awaitLinkMail(firestore, member.email, 'reset-password');
  await page.goto(link.href);
  const field = page.getByLabel('New password');
  await field.fill('short');
  await field.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await findViolations(page, 'another password')).toEqual([]);
  await field.fill(password);
  await field.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'You are signed in with it.' })).toBeVisible();
  await expect(thief.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible();
  await press(page.getByRole('link', { name: 'Go on' }));
  await expect(page.getByText('Signed in as')).toBeVisible();
  await signOut(page);
  await giveCredentials(page, { ...member, password });
  await expect(page.getByText('Signed in as')).toBeVisible();
});

test('[R11] who signs up proves their address by the mail they get, adds a second factor, and needs it from then on', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const email = newEmail();
  await page.goto('/');
  await createAccount(page, email);
  await expect(page.getByRole('heading', { name: 'Is this your address?' })).toBeVisible();
  await expect(page.getByText('Confirm your address first')).toBeVisible();
  const { link } = await awaitLinkMail(firestore, email, 'verify-email');
  // Where its account is not signed in, a link proves nothing: whoever did not make the account vouches for nobody.
  const mailbox = await openVisitor(phone);
  await mailbox.goto(link.href);
  await expect(mailbox.getByText(`This link is for the account of ${email}.`)).toBeVisible();
  expect(await findViolations(mailbox, 'a link of an account that is not here')).toEqual([]);
  await press(mailbox.getByRole('button', { name: 'Sign in' }));
  await mailbox.getByLabel('E-mail').fill(email);
  await mailbox.getByLabel('Password', { exact: true }).fill(password);
  await press(mailbox.getByRole('button', { name: 'Sign in', exact: true }));
  await expect(mailbox.getByText(`${email} is confirmed.`)).toBeVisible();
  await mailbox.reload();
  await expect(mailbox.getByText(`${email} is confirmed.`)).toBeVisible();

  await page.reload();
  await press(page.getByRole('button', { name: 'Add a second factor' }));
  const number = page.getByLabel('Telephone, with its country code');
  await expect(number).toBeFocused();
  await number.fill('12');
  await number.press('Enter');
  await expect(number).toHaveAccessibleDescription(/not a telephone number/);
  const own = `+39320${Date.now().toString().slice(-7)}`;
  await number.fill(own);
  await number.press('Enter');
  await expect(page.getByLabel('Code')).toBeFocused();
  expect(await findViolations(page, 'adding a second factor')).toEqual([]);
  await page.getByLabel('Code').fill(await readTextMessage(page, own));
  await press(page.getByRole('button', { name: 'Switch it on' }));
  await expect(page.getByText('Signing in asks for a code')).toBeVisible();

  await signOut(page);
  await giveCredentials(page, { email, password });
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.getByLabel('Code').fill(await readTextMessage(page, own));
  await page.getByLabel('Code').press('Enter');
  await press(page.getByRole('button', { name: 'Remove it' }));
  await expect(page.getByRole('button', { name: 'Add a second factor' })).toBeVisible();
});

test('Google’s way in makes an account, and finds it again', async ({ openVisitor }) => {
  const email = newEmail();
  for (const device of [phone, undefined]) {
    const page = await openVisitor(device);
    await page.goto('/sign-in');
    await press(page.getByRole('button', { name: 'Continue with Google' }));
    const chooser = page.getByRole('form', { name: 'Google, on this machine' });
    await chooser.getByLabel('E-mail').fill(email);
    await press(page.getByRole('button', { name: 'Continue as this account' }));
    await expect(page.getByText('Signed in as')).toBeVisible();
    await expect(page.getByText(email).first()).toBeVisible();
  }
});
