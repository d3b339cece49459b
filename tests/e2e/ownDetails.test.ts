/** One's own details on the account's page: the name, and a password in place of another, or the first one. */
import type { Page } from '@playwright/test';
import { awaitLinkMail, awaitToldMails } from '../support/accountMail.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import { createAdmin, createMember } from '../support/people.ts';
import { giveCredentials, mainLink, password, readTextMessage, signOut } from './accountSteps.ts';
import { newEmail, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test } from './portalTest.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

const change = (page: Page, what: string) => page.getByRole('button', { name: `Change the ${what}` });
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name' });
const current = (page: Page) => page.getByLabel('Current password');
const chosen = (page: Page) => page.getByLabel('New password');
const said = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const isIn = (page: Page) => expect(page.getByText('Signed in as')).toBeVisible();

/** As Auth answers who signed in more than some minutes ago; once. */
async function wantNewerSignIn(page: Page): Promise<void> {
  const error = { code: 400, message: 'CREDENTIAL_TOO_OLD_LOGIN_AGAIN', errors: [] };
  await page.route(/\/accounts:update/, (route) => route.fulfill({ status: 400, json: { error } }), {
    times: 1,
  });
}

/** The claims of the token that the page shows the server at the next sign-in that it tells of. */
async function nextClaims(page: Page): Promise<{ firebase: { sign_in_second_factor?: string } }> {
  const { authorization = '' } = (await page.waitForRequest(/\/api\/accounts\/open$/)).headers();
  return JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as {
    firebase: { sign_in_second_factor?: string };
  };
}

test('[R13] a name is changed by keyboard on a phone: what is wrong stands beside it, and what was typed stays', async ({
  openVisitor,
}) => {
  const page = await openVisitor(phone);
  await giveCredentials(page, await createMember(sdk.auth));
  await expect(page.getByText('None yet')).toBeVisible();
  await change(page, 'name').focus();
  await page.keyboard.press('Enter');
  const field = nameField(page);
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription('Please fill this in.');
  await expect(field).toBeFocused();
  await field.fill('No\u202Eor');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/characters here that nobody can see/);
  await expect(field).toHaveValue('No\u202Eor');
  expect(await findViolations(page, 'a name that is not taken')).toEqual([]);
  // Left as it is, nothing was changed.
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(change(page, 'name')).toBeFocused();
  await expect(page.getByText('None yet')).toBeVisible();

  await page.keyboard.press('Enter');
  await field.fill('  Noor Visser ');
  await field.press('Enter');
  await expect(said(page, 'Your name is changed.')).toBeAttached();
  await expect(change(page, 'name')).toBeFocused();
  await expect(page.getByText('Noor Visser')).toHaveCount(2);
  await page.reload();
  await expect(page.getByText('Noor Visser')).toHaveCount(2);
  expect(await findViolations(page, 'own details')).toEqual([]);
});

test('[R13] a name that does not arrive is kept in its field, and is saved by another try', async ({
  page,
  guard,
}) => {
  guard.expectError(/status of 503 .*changeName$/);
  const error = { code: 'unavailable', message: 'away' };
  await page.route(/changeName$/, (route) => route.fulfill({ status: 503, json: { error } }), { times: 3 });
  await giveCredentials(page, await createMember(sdk.auth));
  await press(change(page, 'name'));
  await nameField(page).fill('Noor Visser');
  const save = page.getByRole('button', { name: 'Save the name' });
  await press(save);
  await expect(page.getByRole('alert').filter({ hasText: 'No answer came.' })).toBeVisible();
  await expect(nameField(page)).toHaveValue('Noor Visser');
  await press(save);
  await expect(said(page, 'Your name is changed.')).toBeAttached();
});

test('[R12] another password: whoever used the old one is out within five seconds, this browser goes on, and a mail tells of it', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const member = await createMember(sdk.auth);
  const thief = await openVisitor(phone);
  await giveCredentials(thief, member);
  await isIn(thief);
  await giveCredentials(page, member);
  await press(change(page, 'password'));
  await expect(current(page)).toBeFocused();
  expect(await findViolations(page, 'another password of one’s own')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(current(page)).toHaveAccessibleDescription('Please fill this in.');
  await expect(chosen(page)).toHaveAccessibleDescription(/Please fill this in\./);
  await current(page).fill('not-the-password');
  await chosen(page).fill('not-the-password');
  await chosen(page).press('Enter');
  await expect(chosen(page)).toHaveAccessibleDescription(/the password that you have/);
  await expect(chosen(page)).toBeFocused();
  await chosen(page).fill(password);
  await chosen(page).press('Enter');
  await expect(current(page)).toHaveAccessibleDescription('This is not your password.');
  await expect(current(page)).toBeFocused();
  await expect(chosen(page)).toHaveValue(password);
  expect(await findViolations(page, 'a wrong password of one’s own')).toEqual([]);
  await expect(thief.getByText('Signed in as')).toBeVisible();

  await current(page).fill(member.password);
  await current(page).press('Enter');
  await expect(said(page, 'Your password is changed. You stay signed in here')).toBeAttached();
  await expect(thief.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible({
    timeout: 5_000,
  });
  await expect(change(page, 'password')).toBeFocused();
  expect(await awaitToldMails(firestore, member.email)).toMatchObject([
    { subject: 'Your password was changed' },
  ]);

  // What asks the server, what asks the rules, and a page that is opened anew.
  await press(change(page, 'name'));
  await nameField(page).fill('Noor Visser');
  await nameField(page).press('Enter');
  await expect(said(page, 'Your name is changed.')).toBeAttached();
  await page.goto('/tickets');
  await expect(page.getByText('No tickets yet.')).toBeVisible();
  await page.reload();
  await expect(mainLink(page, 'Account')).toBeVisible();

  await giveCredentials(thief, member);
  await expect(thief.getByText('E-mail and password do not match.')).toBeVisible();
  await giveCredentials(thief, { ...member, password });
  await isIn(thief);
});

test('[R4] with a second factor its code is asked for, and the new session has it', async ({ page }) => {
  const admin = await createAdmin(sdk.auth);
  const number = admin.phone ?? '';
  const giveCode = async () => {
    await expect(page.getByLabel('Code')).toBeFocused();
    await page.getByLabel('Code').fill(await readTextMessage(page, number));
    await page.getByLabel('Code').press('Enter');
  };
  await giveCredentials(page, admin);
  await giveCode();
  await isIn(page);
  // Auth wants a newer sign-in, with its code; then the new password is signed in with, with another.
  await wantNewerSignIn(page);
  await press(change(page, 'password'));
  await current(page).fill(admin.password);
  await chosen(page).fill(password);
  await chosen(page).press('Enter');
  await giveCode();
  await expect(said(page, 'Your password is changed. With it goes another code.')).toBeVisible();
  await expect(page.getByLabel('Code')).toHaveValue('');
  expect(await findViolations(page, 'a code for a new password')).toEqual([]);
  const claims = nextClaims(page);
  await giveCode();
  await expect(said(page, 'Your password is changed. You stay signed in here')).toBeAttached();
  expect((await claims).firebase.sign_in_second_factor).toBe('phone');
});

test('who has no password signs in again where that was long ago, comes back, and chooses one', async ({
  openVisitor,
  firestore,
}) => {
  const page = await openVisitor(phone);
  const email = newEmail();
  const comeByLink = async () => {
    await page.getByLabel('E-mail').fill(email);
    await press(page.getByRole('button', { name: 'E-mail me a link instead' }));
    await expect(said(page, 'Look into your mail')).toBeVisible();
    const { link } = await awaitLinkMail(firestore, email, 'sign-in');
    await page.goto(link.href);
    await isIn(page);
  };
  await page.goto('/sign-in');
  await comeByLink();
  await wantNewerSignIn(page);
  await press(change(page, 'password'));
  await expect(page.getByText('There is no password yet')).toBeVisible();
  await expect(chosen(page)).toBeFocused();
  await expect(current(page)).toHaveCount(0);
  expect(await findViolations(page, 'a first password')).toEqual([]);
  await chosen(page).fill(password);
  await chosen(page).press('Enter');
  await expect(page.getByText('Sign in again first')).toBeVisible();
  expect(await findViolations(page, 'a sign-in that is too old')).toEqual([]);
  await press(page.getByRole('button', { name: 'Sign in again' }));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await press(page.getByRole('button', { name: 'Continue with Google' }));
  const chooser = page.getByRole('form', { name: 'Google, on this machine' });
  await chooser.getByLabel('E-mail').fill(email);
  await press(page.getByRole('button', { name: 'Continue as this account' }));
  await isIn(page);
  await expect(page).toHaveURL(/edit=password$/);
  await expect(chosen(page)).toBeFocused();
  await chosen(page).fill(password);
  await chosen(page).press('Enter');
  await expect(said(page, 'You have a password now.')).toBeAttached();
  await awaitToldMails(firestore, email);

  await signOut(page);
  await giveCredentials(page, { email, password });
  await isIn(page);
});

test('[R12] a change of which no answer came is found out at the next try, and another password may follow it', async ({
  page,
  guard,
}) => {
  guard.expectError(/net::ERR_FAILED \S+\/accounts:update/);
  const member = await createMember(sdk.auth);
  await giveCredentials(page, member);
  await isIn(page);
  const loseAnswer = () =>
    page.route(
      /\/accounts:update/,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
  const unanswered = page.getByRole('alert').filter({ hasText: 'No connection' });
  await loseAnswer();
  await press(change(page, 'password'));
  await current(page).fill(member.password);
  await chosen(page).fill(password);
  await chosen(page).press('Enter');
  await expect(unanswered).toBeVisible();
  await expect(chosen(page)).toHaveValue(password);
  await chosen(page).press('Enter');
  await expect(said(page, 'Your password is changed. You stay signed in here')).toBeAttached();

  const third = `${password}-3`;
  await loseAnswer();
  await press(change(page, 'password'));
  await current(page).fill(password);
  await chosen(page).fill(`${password}-2`);
  await chosen(page).press('Enter');
  await expect(unanswered).toBeVisible();
  await chosen(page).fill(third);
  await chosen(page).press('Enter');
  await expect(said(page, 'Your password is changed. You stay signed in here')).toBeAttached();
  await signOut(page);
  await giveCredentials(page, { email: member.email, password: third });
  await isIn(page);
});

test('[R12] what was changed and not heard of says so, and is told by another try', async ({
  page,
  openVisitor,
  guard,
}) => {
  guard.expectError(/status of 503 .*accounts\/open$/);
  const member = await createMember(sdk.auth);
  const thief = await openVisitor();
  await giveCredentials(thief, member);
  await giveCredentials(page, member);
  await isIn(page);
  await press(change(page, 'password'));
  await current(page).fill(member.password);
  await chosen(page).fill(password);
  const error = { code: 'unavailable', message: 'away' };
  await page.route(/accounts\/open$/, (route) => route.fulfill({ status: 503, json: { error } }), {
    times: 3,
  });
  await chosen(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'The password is changed' })).toBeVisible();
  await press(page.getByRole('button', { name: 'Try again' }));
  await expect(said(page, 'Your password is changed.')).toBeAttached();
  await expect(thief.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible({
    timeout: 5_000,
  });
});
