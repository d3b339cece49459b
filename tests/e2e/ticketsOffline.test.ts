/** Tickets that were seen once open without a connection, say how old they are, and are gone once their holder is. */
import type { BrowserContext, Page } from '@playwright/test';
import { createAccount, signOut } from './accountSteps.ts';
import { awaitPaid, buySeats, newEmail, orderIdOf, pay, press, reachPayment } from './buyingSteps.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { scanTicketPage } from './ticketChecks.ts';

const offline = (page: Page) => page.getByRole('status').filter({ hasText: /^Offline\. As of \w{3},? \d/ });
const live = (page: Page) => page.getByRole('status').filter({ hasText: /^Live$/ });

/** What stands in place of the code, beside the sheets that only paper shows. */
const shown = (page: Page, words: string) =>
  page.getByRole('region', { name: 'Tickets of this order' }).getByText(words, { exact: true });

/** All that the pages need is in the browser: the worker is there, and so are the readings. */
async function awaitKept(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
}

/** What the worker has put by: names of caches, and paths of what is in them. */
const cached = (page: Page): Promise<{ names: string[]; addresses: string[] }> =>
  page.evaluate(`(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, addresses: kept.flat().map(({ url }) => new URL(url).pathname) };
  })()`);

/** What this device would open a ticket from: a line a reading, its key and its status, if it has one. */
const keptReadings = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('kept-readings');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const kept = [];
      const asked = db.transaction('readings').objectStore('readings').openCursor();
      asked.onsuccess = () => {
        const { result: at } = asked;
        if (!at) { db.close(); return resolve(kept); }
        kept.push([at.key, at.value.value?.status ?? []].flat().join(' '));
        at.continue();
      };
      asked.onerror = () => reject(asked.error);
    };
  })`);

/** As after the browser was closed: no page is left, the next one starts cold. */
async function openAnew(context: BrowserContext, page: Page, address: string): Promise<Page> {
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  return next;
}

test('a ticket seen once opens at the door without a connection, and is fresh when it is back', async ({
  openVisitor,
  firestore,
  guard,
}) => {
  guard.expectOffline();
  const event = await stageShow(firestore);
  let page = await openVisitor(phone);
  const context = page.context();
  await reachPayment(page, event);
  // Nobody without a ticket pays for it. What a build before this one had kept is there, to be dropped.
  expect(await page.evaluate('navigator.serviceWorker.getRegistration().then((found) => !found)')).toBe(true);
  await page.evaluate("caches.open('tickets-of-an-older-build').then(() => undefined)");
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  const orderId = orderIdOf(page);
  await press(page.getByRole('link', { name: 'All my tickets' }));
  await press(page.getByRole('link', { name: /^Row A, seat 1/ }));
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
  await expect(live(page)).toBeVisible();
  const code = await scanTicketPage(page);
  const ticketId = `${orderId}_arazzi-a-1`;
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticketId}$`));
  await awaitKept(page);
  await expect.poll(async () => (await cached(page)).names).toEqual([expect.stringMatching(/^tickets-\d+$/)]);
  const { addresses } = await cached(page);
  const other = addresses.filter(
    (address) =>
      !/^\/_app\/immutable\/|^(\/fr|\/it|\/es)?\/(tickets|(tickets|orders)\/offline)$/.test(address),
  );
  expect(other).toEqual([]);

  await context.setOffline(true);
  page = await openAnew(context, page, `/tickets/${ticketId}`);
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  expect(await scanTicketPage(page)).toBe(code);
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
  await expect(page.getByText('Noor Visser', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'At the door' })).toBeVisible();
  await expect(offline(page)).toBeVisible();

  // The other ticket, the list and the order too; in the reader's language.
  page = await openAnew(context, page, `/it/tickets/${orderId}_arazzi-a-2`);
  await expect(page.getByText('2 di 2', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Offline\. Dati di / })).toBeVisible();
  await press(page.getByRole('navigation', { name: 'Lingue' }).getByRole('link', { name: 'English' }));
  await expect(page.getByRole('img', { name: 'QR code for the door: Row A, seat 2' })).toBeVisible();
  await press(page.getByRole('main').getByRole('link', { name: 'Tickets' }));
  await expect(page.getByRole('heading', { level: 2, name: event.title })).toBeVisible();
  await expect(offline(page)).toBeVisible();
  page = await openAnew(context, page, `/orders/${orderId}`);
  await expect(page.getByRole('heading', { level: 1, name: 'You have a seat' })).toBeVisible();
  await expect(offline(page)).toBeVisible();

  // Seats are never shown from the past.
  await expect(page.goto(`/events/${event.slug}`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');

  // Voided meanwhile: the phone learns it as soon as it can.
  page = await openAnew(context, page, `/tickets/${ticketId}`);
  await expect(page.getByRole('img', { name: /^QR code for the door/ })).toBeVisible();
  await firestore.doc(`tickets/${ticketId}`).update({ status: 'void' });
  await context.setOffline(false);
  await expect(live(page)).toBeVisible();
  await expect(shown(page, 'Void')).toBeVisible();
  // Put by a moment after it is shown.
  await expect.poll(() => keptReadings(page)).toContain(`tickets/${ticketId} void`);
  await context.setOffline(true);
  page = await openAnew(context, page, `/tickets/${ticketId}`);
  await expect(shown(page, 'Void')).toBeVisible();
});

test('[T6] signing out takes the tickets off the device, for who comes next and without a connection', async ({
  page: first,
  context,
  firestore,
  guard,
}) => {
  guard.expectOffline();
  let page = first;
  const event = await stageShow(firestore);
  await page.goto('/');
  await createAccount(page, newEmail());
  await buySeats(page, event);
  const ticketId = `${orderIdOf(page)}_arazzi-a-1`;
  await page.goto(`/tickets/${ticketId}`);
  await expect(live(page)).toBeVisible();
  await awaitKept(page);
  expect(await keptReadings(page)).toContain(`tickets/${ticketId} valid`);

  await page.goto('/sign-in');
  await signOut(page);
  // From the press on nobody is shown them; that they are gone takes the time to load what empties.
  await expect.poll(() => keptReadings(page)).toEqual([]);
  await context.setOffline(true);
  page = await openAnew(context, page, `/tickets/${ticketId}`);
  await expect(page.getByRole('heading', { name: 'Sign in to see this' })).toBeVisible();
  await context.setOffline(false);

  await page.goto('/');
  await createAccount(page, newEmail());
  await page.goto(`/tickets/${ticketId}`);
  await expect(page.getByRole('heading', { name: 'There is no such ticket here' })).toBeVisible();
  expect(await keptReadings(page)).toEqual([]);
});
