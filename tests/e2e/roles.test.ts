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
  await page.getByLabel('The profile is of').selectOption('A house');
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
  // Nobody there, and the organizer.
  guard.expectError(/status of (404|400) .*\/api\/events\/setTeamRole$/);
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

  await press(page.getByRole('button', { name: 'Add somebody' }));
  const email = page.getByLabel('E-mail');
  await expect(email).toBeFocused();
  const put = page.getByRole('button', { name: 'Put on the team' });
  await press(put);
  await expect(email).toHaveAccessibleDescription(/Please fill this in/);
  await email.fill('nobody-at-all@example.com');
  await page.getByLabel('Why').fill('Opening night');
  await press(put);
  await expect(email).toHaveAccessibleDescription(/Nobody has an account with this address yet/);
  await email.fill(unproven.email ?? '');
  await press(put);
  await expect(email).toHaveAccessibleDescription(/has not confirmed the address yet/);
  await email.fill(organizer.email);
  await press(put);
  await expect(email).toHaveAccessibleDescription(/is on the team already/);
  found.push(...(await findViolations(page, 'an address refused')));
  await email.fill(helper.email);
  await email.press('Enter');
  await expect(team(page).filter({ hasText: helper.email })).toContainText('Door');
  await expect(page.getByRole('heading', { name: 'Team' })).toBeFocused();

  const helpers = await openVisitor(phone);
  await openEvent(helpers, helper, event);
  await expect(helpers.getByText('Its organizers change the team.')).toBeVisible();
  found.push(...(await findViolations(helpers, 'an event, from its door')));

  await press(page.getByRole('button', { name: `Change the role of ${helper.email}` }));
  await page.getByLabel('On the team as').selectOption('Organizer: runs it as you do');
  await page.getByLabel('Why').fill('Runs it with me');
  await press(page.getByRole('button', { name: 'Save' }));
  await expect(helpers.getByRole('button', { name: 'Add somebody' })).toBeVisible();

  await press(page.getByRole('button', { name: `Change the role of ${helper.email}` }));
  await page.getByLabel('On the team as').selectOption('Off the team');
  await page.getByLabel('Why').fill('The season is over');
  await press(page.getByRole('button', { name: 'Save' }));
  await expect(team(page)).toHaveCount(1);
  await expect(helpers.getByText('You are not on the team of this event')).toBeVisible();
  found.push(...(await findViolations(helpers, 'off the team')));
  await press(helpers.getByRole('link', { name: 'All your events' }));
  await expect(helpers.getByText('You are on no event’s team.')).toBeVisible();
  expect(found).toEqual([]);
});
