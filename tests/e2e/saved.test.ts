/**
 * Saved events: one press and one to undo, by anybody, with and without a connection; found again under Saved; kept by a
 * guest who signs in; and nothing of Firestore loaded before.
 */
import type { Locator, Page } from '@playwright/test';
import type { Firestore } from 'firebase-admin/firestore';
import type { FashionEvent } from '@fashionista/domain/event';
import { newEmail, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const password = 'a-long-enough-one';
const saveButton = (page: Page, event: Pick<FashionEvent, 'title'>): Locator =>
  page.getByRole('main').getByRole('button', { name: `Save ${event.title}`, exact: true });

async function save(page: Page, event: Pick<FashionEvent, 'title'>): Promise<void> {
  const button = saveButton(page, event);
  await press(button);
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** The ids of those for whom the server knows this event as saved. */
async function readSavers(firestore: Firestore, event: FashionEvent): Promise<string[]> {
  const found = await firestore.collectionGroup('saved').where('eventId', '==', event.eventId).get();
  return found.docs.map(({ ref }) => ref.parent.parent?.id ?? '');
}
const untilSavers = (firestore: Firestore, event: FashionEvent) =>
  expect.poll(async () => (await readSavers(firestore, event)).length);

const mainLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

test('a visitor saves on the calendar, finds it under Saved, and takes it back there', async ({
  openVisitor,
  firestore,
  places,
}) => {
  const event = await stageShow(firestore);
  const page = await openVisitor(phone);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  const askedFirestore = () => asked.filter((url) => url.startsWith(places.firestore));

  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'false');
  expect(askedFirestore()).toEqual([]);
  await save(page, event);
  await untilSavers(firestore, event).toBe(1);
  expect(askedFirestore()).not.toEqual([]);

  await press(mainLink(page, 'Saved'));
  await expect(page.getByRole('heading', { level: 1, name: 'Saved' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(1);
  await page.reload();
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'true');

  await press(page.getByRole('main').getByRole('link', { name: event.title }));
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'true');
  await press(saveButton(page, event));
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'false');
  await untilSavers(firestore, event).toBe(0);
  await page.goto('/saved');
  await expect(page.getByText('Press Save on a show')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'See all events' })).toBeVisible();
});

test('what is let go of under Saved stays there until the page is left, one press from being kept', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  await save(page, event);
  await page.goto('/saved');
  await press(saveButton(page, event));
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'false');
  await untilSavers(firestore, event).toBe(0);
  await press(saveButton(page, event));
  await untilSavers(firestore, event).toBe(1);
  await page.reload();
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'true');
});

test('by keyboard alone', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  const link = page.getByRole('main').getByRole('link', { name: event.title });
  await link.focus();
  await page.keyboard.press('Tab');
  await expect(saveButton(page, event)).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('Space');
    await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'true', { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'false');
});

test('without a connection a press counts, and is sent when there is one', async ({
  page,
  firestore,
  guard,
}) => {
  guard.expectOffline();
  const [first, second] = await Promise.all([stageShow(firestore), stageShow(firestore)]);
  await page.goto(`/events?q=${encodeURIComponent(first.title)}`);
  await save(page, first);
  await untilSavers(firestore, first).toBe(1);
  // The network never rests while saved events are listened to: that they are is what must have begun.
  const listening = page.waitForResponse((answer) => answer.url().includes('/Listen/channel'));
  await page.goto(`/events?q=${encodeURIComponent(second.title)}`);
  await expect(saveButton(page, second)).toBeVisible();
  await listening;
  await page.context().setOffline(true);
  await save(page, second);
  expect(await readSavers(firestore, second)).toEqual([]);
  await page.context().setOffline(false);
  await untilSavers(firestore, second).toBe(1);
});

test('a first press that no guest could be made for is kept over a reload', async ({
  page,
  firestore,
  places,
  guard,
}) => {
  guard.expectError(/ERR_FAILED/);
  const event = await stageShow(firestore);
  await page.route(`${places.auth}/**`, (route) => route.abort());
  await page.goto(`/events/${event.slug}`);
  await save(page, event);
  await page.reload();
  await expect(saveButton(page, event)).toHaveAttribute('aria-pressed', 'true');
  expect(await readSavers(firestore, event)).toEqual([]);
  await page.unroute(`${places.auth}/**`);
  await page.reload();
  await untilSavers(firestore, event).toBe(1);
});

test('a guest who signs in to an account takes what they saved along', async ({ openVisitor, firestore }) => {
  const [before, after] = await Promise.all([stageShow(firestore), stageShow(firestore)]);
  const email = newEmail();
  const home = await openVisitor();
  await home.goto('/sign-in?mode=sign-up');
  await home.getByLabel('Name').fill('Noor Visser');
  await home.getByLabel('E-mail').fill(email);
  await home.getByLabel('Password', { exact: true }).fill(password);
  await press(home.getByRole('button', { name: 'Create an account' }));
  await expect(home.getByText('Signed in as')).toBeVisible();
  await home.goto(`/events/${before.slug}`);
  await save(home, before);
  await untilSavers(firestore, before).toBe(1);

  const page = await openVisitor(phone);
  await page.goto(`/events/${after.slug}`);
  await save(page, after);
  await untilSavers(firestore, after).toBe(1);
  await page.goto('/sign-in?next=/saved');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await expect(page).toHaveURL(/\/saved$/);
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(2);
  const [member] = await readSavers(firestore, before);
  await expect.poll(() => readSavers(firestore, after)).toContain(member);
});

for (const [size, options] of [
  ['phone', { ...phone, viewport: { width: 360, height: 740 } }],
  ['desk', desk],
] as const) {
  test(`Saved says what became of an event, live, and axe finds nothing in any state: ${size}`, async ({
    openVisitor,
    firestore,
  }) => {
    const event = await stageShow(firestore);
    const other = await stageShow(firestore);
    const page = await openVisitor(options);
    const found: string[] = [];
    await page.goto('/saved');
    await expect(page.getByText('Press Save on a show')).toBeVisible();
    found.push(...(await findViolations(page, 'nobody')));
    for (const { slug, title } of [
      event,
      other,
      { slug: 'second-skin-third-act', title: 'Second Skin, Third Act' },
    ]) {
      await page.goto(`/events/${slug}`);
      await save(page, { title });
    }
    await untilSavers(firestore, event).toBe(1);
    await page.goto('/saved');
    const looks = page.getByRole('main').getByRole('article');
    await expect(looks).toHaveCount(3);
    await expect(looks.filter({ hasText: 'Second Skin' })).toContainText('Over');
    const look = looks.filter({ hasText: event.title });
    await expect(look).not.toContainText('Cancelled');
    await firestore.doc(`events/${event.eventId}`).update({ state: 'cancelled' });
    await expect(look).toContainText('Cancelled');
    await firestore.doc(`events/${other.eventId}`).update({ state: 'draft' });
    await expect(page.getByText('One saved event is no longer shown.')).toBeVisible();
    found.push(...(await findViolations(page, 'list')));
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(options.viewport.width);
    await press(page.getByRole('button', { name: 'Take off the list' }));
    await untilSavers(firestore, other).toBe(0);

    const [uid = ''] = await readSavers(firestore, event);
    await firestore.doc(`sessions/${uid}`).set({ validAfter: new Date(Date.now() + 60_000) });
    await page.reload();
    await expect(page.getByText('The saved events did not load')).toBeVisible();
    found.push(...(await findViolations(page, 'failed')));
    expect(found).toEqual([]);
  });
}
