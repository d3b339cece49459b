/** Sessions as a person meets them: a second factor at the door of an admin, and what ends everywhere at once. */
import { openAdminSdk } from '../support/adminSdk.ts';
import { callApiOrThrow } from '../support/callApi.ts';
import { createAdmin, createMember } from '../support/people.ts';
import { giveCredentials, mainLink, readTextMessage } from './accountSteps.ts';
import { press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test } from './portalTest.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

test('an admin signs in by password and a code from their telephone; another code is not taken', async ({
  openVisitor,
}) => {
  const page = await openVisitor(phone);
  const admin = await createAdmin(sdk.auth);
  await giveCredentials(page, admin);
  const code = page.getByLabel('Code');
  await expect(code).toBeFocused();
  await expect(page.getByText(`ending in ${admin.phone?.slice(-4)}`)).toBeVisible();
  expect(await findViolations(page, 'the code of a second factor')).toEqual([]);

  await press(page.getByRole('button', { name: 'Sign in' }));
  await expect(code).toHaveAccessibleDescription('Please fill this in.');
  const sent = await readTextMessage(page, admin.phone ?? '');
  await code.fill(sent === '000000' ? '111111' : '000000');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription('This is not the code.');
  await expect(code).toBeFocused();

  await press(page.getByRole('button', { name: 'Send another code' }));
  await expect(page.getByRole('status').filter({ hasText: 'Another code is on its way.' })).toBeAttached();
  await code.fill(await readTextMessage(page, admin.phone ?? ''));
  await code.press('Enter');
  await expect(page.getByText('Signed in as')).toBeVisible();
  await expect(page.getByText(admin.email)).toBeVisible();
});

test('signing out everywhere ends another browser within five seconds, which says so and leads back', async ({
  page,
  openVisitor,
}) => {
  const member = await createMember(sdk.auth);
  const elsewhere = await openVisitor(phone);
  await giveCredentials(elsewhere, member);
  await expect(elsewhere.getByText('Signed in as')).toBeVisible();
  await elsewhere.goto('/events');
  await giveCredentials(page, member);
  const endAll = page.getByRole('button', { name: 'End all sessions' });
  await press(endAll);
  await expect(page.getByText('Every session ends at once, this one too.')).toBeVisible();
  await press(endAll);

  await expect(page.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible();
  await expect(mainLink(page, 'Sign in')).toBeVisible();
  const ended = elsewhere.getByRole('alert').filter({ hasText: 'You are signed out' });
  await expect(ended).toBeVisible({ timeout: 5_000 });
  await expect(mainLink(elsewhere, 'Sign in')).toBeVisible();
  expect(await findViolations(elsewhere, 'a session ended elsewhere')).toEqual([]);

  await press(ended.getByRole('link', { name: 'Sign in' }));
  await elsewhere.getByLabel('E-mail').fill(member.email);
  await elsewhere.getByLabel('Password', { exact: true }).fill(member.password);
  await press(elsewhere.getByRole('button', { name: 'Sign in' }));
  await expect(elsewhere).toHaveURL(/\/events$/);
  await expect(mainLink(elsewhere, 'Account')).toBeVisible();
  await expect(ended).toHaveCount(0);
});

test('[R2] who is suspended is out within five seconds, is told so, and does not come in again', async ({
  page,
}) => {
  const [admin, member] = await Promise.all([createAdmin(sdk.auth), createMember(sdk.auth)]);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await callApiOrThrow(admin.token, 'admin/suspend', {
    uid: member.uid,
    isSuspended: true,
    reason: 'A test',
  });
  await expect(page.getByRole('alert').filter({ hasText: 'This account is closed' })).toBeVisible({
    timeout: 5_000,
  });
  await giveCredentials(page, member);
  await expect(
    page.getByText('This account is closed: it was suspended, or whose it is has deleted it.').last(),
  ).toBeVisible();
  await expect(mainLink(page, 'Sign in')).toBeVisible();
});

test('[R3] a role that was granted is in the browser’s token within five seconds, without signing in again', async ({
  page,
}) => {
  const [admin, member] = await Promise.all([createAdmin(sdk.auth), createMember(sdk.auth)]);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  const renewal = page.waitForResponse(/securetoken\.googleapis\.com\/v1\/token/, { timeout: 5_000 });
  await callApiOrThrow(admin.token, 'admin/setRole', {
    uid: member.uid,
    role: 'organizer',
    reason: 'A test',
  });
  const { id_token: token } = (await (await renewal).json()) as { id_token: string };
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown;
  expect(claims).toMatchObject({ role: 'organizer' });
  await expect(page.getByText('Signed in as')).toBeVisible();
});
