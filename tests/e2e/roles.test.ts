/** Roles that no admin gives: who makes a profile is a designer, and an event's organizers say who runs it with them. */
import type { Page } from '@playwright/test';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Uid } from '@fashionista/domain/ids';
import { openAdminSdk } from '../support/adminSdk.ts';
import { callApiOrThrow } from '../support/callApi.ts';
import { createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { createUser } from '../support/users.ts';
import { giveCredentials, giveNewAccount } from './accountSteps.ts';
import { newEmail, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const sdk = openAdminSdk();
test.afterAll(() => sdk.close());

const profiles = (page: Page) => page.getByRole('region', { name: 'Your profiles' });

async function fillProfile(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('City').fill('Como');
  await page.getByLabel('Country').selectOption('Italy');
  await press(page.getByRole('button', { name: 'Make the profile' }));
}

test('[R7] who comes to the studio makes an account, then a profile, and is a designer', async ({
  openVisitor,
}) => {
  const page = await openVisitor(phone);
  const found: string[] = [];
  const check = async (name: string) => void found.push(...(await findViolations(page, name)));
  await page.goto('/studio');
  await expect(page.getByText('Your profile as a designer begins here.')).toBeVisible();
  await check('studio, nobody signed in');
  await press(page.getByRole('main').getByRole('link', { name: 'Create an account' }));
  await giveNewAccount(page, newEmail());
  // Back where they came from.
  await expect(page.getByRole('heading', { name: 'Begin your profile' })).toBeVisible();
  await press(page.getByRole('button', { name: 'Make the profile' }));
  await expect(page.getByLabel('Name')).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Please fill this in\./);
  await check('studio, a profile refused');
  await page.getByLabel('This profile represents').selectOption('A house');
  await fillProfile(page, 'Casa Visser');
  await expect(profiles(page).getByRole('listitem')).toHaveText(
    'Casa Visser A house · Como, Italy Draft · You own it',
  );
  await expect(profiles(page).getByRole('heading')).toBeFocused();
  await expect(
    page.getByRole('status').filter({ hasText: 'The profile of Casa Visser is made.' }),
  ).toBeAttached();
  await check('studio, one profile');

  await press(page.getByRole('button', { name: 'Begin another profile' }));
  await fillProfile(page, 'Arlo Visser');
  await expect(profiles(page).getByRole('listitem')).toHaveText([/^Arlo Visser/, /^Casa Visser/]);
  expect(found).toEqual([]);
});

test('[R7] an answer that is lost makes no second profile: what was typed stays, and pressed again it is done', async ({
  page,
  guard,
}) => {
  guard.expectError(/designers\/create/);
  const member = await createMember(sdk.auth);
  const first = { name: 'Casa Prima', kind: 'house', city: 'Como', country: 'IT' };
  await callApiOrThrow(member.token, 'designers/create', first);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await page.goto('/studio');
  await press(page.getByRole('button', { name: 'Begin another profile' }));
  // It arrives, and nobody hears of it.
  let isLost = true;
  await page.route('**/api/designers/create', async (route) => {
    if (!isLost) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await fillProfile(page, 'Casa Persa');
  await expect(page.getByRole('alert').filter({ hasText: 'No answer came' })).toBeVisible();
  await expect(profiles(page).getByRole('listitem')).toHaveText([/^Casa Persa/, /^Casa Prima/]);
  await expect(page.getByLabel('Name')).toHaveValue('Casa Persa');
  isLost = false;
  await press(page.getByRole('button', { name: 'Make the profile' }));
  await expect(page.getByRole('button', { name: 'Begin another profile' })).toBeVisible();
  await expect(profiles(page).getByRole('listitem')).toHaveCount(2);
});

async function openEvent(page: Page, member: Member, event: FashionEvent): Promise<void> {
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await press(page.getByRole('main').getByRole('link', { name: 'Your events' }));
  await press(page.getByRole('main').getByRole('link', { name: event.title }));
  await expect(page.getByRole('heading', { name: 'Team' })).toBeVisible();
}

const team = (page: Page) => page.getByRole('list', { name: 'Team' }).getByRole('listitem');

test('[R8] an organizer puts somebody at the door, makes them organizer, and takes them off; they see it as it happens', async ({
  page,
  openVisitor,
  firestore,
  guard,
}) => {
  // Addresses of nobody who can be put on it.
  guard.expectError(/status of 400 .*\/api\/events\/setTeamRole$/);
  const [organizer, helper, unproven] = await Promise.all([
    createMember(sdk.auth, { role: 'organizer' }),
    createMember(sdk.auth),
    createUser(),
  ]);
  const organizerUid = organizer.uid as Uid;
  const event = await stageShow(firestore, { organizerUid, teamUids: [organizerUid], state: 'draft' });
  const found: string[] = [];
  await openEvent(page, organizer, event);
  await expect(team(page)).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();

  await press(page.getByRole('button', { name: 'Add somebody' }));
  const email = page.getByLabel('E-mail');
  await expect(email).toBeFocused();
  const put = page.getByRole('button', { name: 'Put on the team' });
  await press(put);
  await expect(email).toHaveAccessibleDescription(/Please fill this in/);
  await email.fill('nobody-at-all@example.com');
  await page.getByLabel('Why').fill('Opening night');
  await press(put);
  await expect(email).toHaveAccessibleDescription(/Nobody can be put on the team by this address/);
  await email.fill('or.ganizer’s@example.com');
  await press(put);
  await expect(email).toHaveAccessibleDescription(/This is not an e-mail address/);
  await email.fill(unproven.email ?? '');
  await press(put);
  await expect(email).toHaveAccessibleDescription(/Nobody can be put on the team by this address/);
  await email.fill(organizer.email.toUpperCase());
  await press(put);
  await expect(email).toHaveAccessibleDescription(/is on the team already/);
  found.push(...(await findViolations(page, 'an address refused')));
  await email.fill(helper.email);
  await page.getByLabel('Why').fill('Opening \u202Enight');
  await email.press('Enter');
  await expect(page.getByLabel('Why')).toHaveAccessibleDescription(/characters here that nobody can see/);
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.getByLabel('Why').fill('Opening night');
  await email.press('Enter');
  await expect(team(page).filter({ hasText: helper.email })).toContainText('Door');
  await expect(page.getByRole('heading', { name: 'Team' })).toBeFocused();

  const helpers = await openVisitor(phone);
  await openEvent(helpers, helper, event);
  await expect(helpers.getByText('Its organizers change the team.')).toBeVisible();
  found.push(...(await findViolations(helpers, 'an event, from its door')));

  // Cancelled, the keyboard is where it was.
  const change = page.getByRole('button', { name: `Change the role of ${helper.email}` });
  await press(change);
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(change).toBeFocused();
  await press(change);
  await page.getByLabel('On the team as').selectOption('Organizer: runs it as you do');
  await page.getByLabel('Why').fill('Runs it with me');
  await press(page.getByRole('button', { name: 'Save' }));
  await expect(helpers.getByRole('button', { name: 'Add somebody' })).toBeVisible();

  await press(page.getByRole('button', { name: `Change the role of ${helper.email}` }));
  await page.getByLabel('On the team as').selectOption('Off the team');
  await page.getByLabel('Why').fill('The season is over');
  await press(page.getByRole('button', { name: 'Save' }));
  await expect(team(page)).toHaveCount(1);
  await expect(
    helpers.getByRole('paragraph').filter({ hasText: 'You are no longer on the team of this event.' }),
  ).toBeVisible();
  found.push(...(await findViolations(helpers, 'off the team')));
  await press(helpers.getByRole('link', { name: 'All your events' }));
  await expect(helpers.getByText('You are on no event’s team.')).toBeVisible();
  expect(found).toEqual([]);
});

test('[R8] who keeps the door leaves the team, and hears that they have', async ({ page, firestore }) => {
  const [organizer, helper] = await Promise.all([
    createMember(sdk.auth, { role: 'organizer' }),
    createMember(sdk.auth),
  ]);
  const organizerUid = organizer.uid as Uid;
  const event = await stageShow(firestore, { organizerUid, teamUids: [organizerUid] });
  const door = { eventId: event.eventId, email: helper.email, role: 'door', reason: 'opening night' };
  await callApiOrThrow(organizer.token, 'events/setTeamRole', door);
  await openEvent(page, helper, event);
  await press(page.getByRole('button', { name: 'Leave the team' }));
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.getByLabel('Why').fill('I move house');
  await page.getByLabel('Why').press('Enter');
  const gone = 'You are no longer on the team of this event.';
  await expect(page.getByRole('paragraph').filter({ hasText: gone })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: gone })).toBeAttached();
});

test('without a connection it is said, and what is there comes by itself once it is back', async ({
  page,
  places,
  guard,
}) => {
  guard.expectOffline();
  guard.expectError(/ERR_FAILED/);
  const member = await createMember(sdk.auth);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  const link = page.getByRole('main').getByRole('link', { name: 'Your events' });
  await expect(link).toBeVisible();
  // Firestore alone is away: the page itself comes. What listens already would go on.
  await page.route(`${places.firestore}/**`, (route) => route.abort());
  await page.reload();
  await press(link);
  await expect(page.getByRole('alert').filter({ hasText: 'This could not be read' })).toBeVisible();
  await page.unroute(`${places.firestore}/**`);
  await expect(page.getByText('You are on no event’s team.')).toBeVisible();
});

test('[R7] what is being typed stays when another page makes the first profile', async ({ page }) => {
  const member = await createMember(sdk.auth);
  await giveCredentials(page, member);
  await expect(page.getByText('Signed in as')).toBeVisible();
  await page.goto('/studio');
  await expect(page.getByRole('heading', { name: 'Begin your profile' })).toBeVisible();
  await page.getByLabel('Name').fill('Casa Secon');
  const first = { name: 'Casa Prima', kind: 'house', city: 'Como', country: 'IT' };
  await callApiOrThrow(member.token, 'designers/create', first);
  await expect(profiles(page).getByRole('listitem')).toHaveText([/^Casa Prima/]);
  await page.getByLabel('Name').press('End');
  await page.keyboard.type('da');
  await expect(page.getByLabel('Name')).toHaveValue('Casa Seconda');
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByRole('button', { name: 'Begin another profile' })).toBeFocused();
});
