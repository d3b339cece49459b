/** The links of the mail with the tickets, opened where nobody is signed in: a ticket from its code, and nothing without. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { FashionEvent } from '@fashionista/domain/event';
import { paths } from '@fashionista/domain/paths';
import { createAccount } from './accountSteps.ts';
import { buySeats, newEmail, press } from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { expect, phone, test as portalTest } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { awaitMail, scanTicketPage } from './ticketChecks.ts';

/** Two seats in row A of a show of the test's own, bought as a guest in `page`: the links of the mail. */
interface GuestsMail {
  event: FashionEvent;
  /** Of seat 1, and of seat 2. */
  first: URL;
  second: URL;
}

const test = portalTest.extend<{ mail: GuestsMail }>({
  mail: async ({ page, firestore, places }, use) => {
    const event = await stageShow(firestore);
    const email = newEmail();
    await buySeats(page, event, { email });
    const { text } = await awaitMail(places, email);
    const links = text.match(/https?:\/\/\S+\/tickets\/\S+/g) ?? [];
    const [first, second] = links.map((link) => new URL(link));
    if (!first || !second) throw new Error(`The mail has no two links to tickets:\n${text}`);
    await use({ event, first, second });
  },
});

const codeIn = ({ hash }: URL) => new URLSearchParams(hash.slice(1)).get('code') ?? '';
const code = (page: Page) => page.getByRole('img', { name: /^QR code for the door/ });
const isRefused = (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name: 'Sign in to see this' })).toBeVisible();

test('[T7] a guest’s ticket opens from its mail on a phone that never was here, and says what it is', async ({
  mail: { event, first },
  openVisitor,
  firestore,
}) => {
  const elsewhere = await openVisitor(phone);
  const asked: string[] = [];
  elsewhere.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  await elsewhere.goto(first.href);
  await expect(elsewhere.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  await expect(
    elsewhere.getByRole('img', { name: 'QR code for the door: Row A, seat 1', exact: true }),
  ).toBeInViewport({ ratio: 0.9 });
  expect(await scanTicketPage(elsewhere)).toBe(codeIn(first));
  await expect(elsewhere.getByText('Row A, seat 1').filter({ visible: true })).toHaveCount(1);
  await expect(elsewhere.getByText('Tapestries').filter({ visible: true })).toBeVisible();
  await expect(elsewhere.getByText('Whoever has this link has the ticket.')).toBeVisible();
  // Only its event is: nothing here knows what became of the ticket.
  await expect(elsewhere.getByRole('main').getByText('Live', { exact: true })).toHaveCount(0);
  await expect(elsewhere.getByRole('heading', { name: 'At the door' })).toBeVisible();
  await expect(elsewhere.getByRole('article').getByRole('link', { name: event.venueName })).toBeVisible();
  await expect(elsewhere).toHaveTitle(`${event.title}, Row A, seat 1 · Fashionista Portal`);
  expect(await findViolations(elsewhere, 'mailed ticket')).toEqual([]);

  // What signs the ticket stays in the browser: asked for nowhere, said to nobody.
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((line) => line.replace(/#\S*/, '').includes(codeIn(first)))).toEqual([]);

  await press(
    elsewhere.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Français' }),
  );
  await expect(elsewhere.getByText('Quiconque a ce lien a le billet.')).toBeVisible();
  await elsewhere.goBack();

  await firestore.doc(paths.event(event.eventId)).update({ state: 'cancelled' });
  await expect(elsewhere.getByRole('alert').filter({ hasText: 'This event was cancelled' })).toBeVisible();
  await expect(elsewhere.getByRole('article').getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(code(elsewhere)).toHaveCount(0);
  await expect(elsewhere.getByRole('heading', { name: 'At the door' })).toHaveCount(0);
  await expect(elsewhere.getByRole('button', { name: /^(Add to calendar|Print)$/ })).toHaveCount(0);
  expect(await findViolations(elsewhere, 'mailed ticket, cancelled')).toEqual([]);
});

test('[T7] without its code, with another ticket’s or with one that we never signed, a link opens nothing', async ({
  mail: { first, second },
  openVisitor,
}) => {
  const [header, , signature] = codeIn(second).split('.');
  const [, payload] = codeIn(first).split('.');
  for (const hash of [
    '',
    '#code=nonsense',
    second.hash,
    // Rightly said, and signed for another.
    `#code=${header}.${payload}.${signature}`,
  ]) {
    const elsewhere = await openVisitor();
    await elsewhere.goto(`${first.pathname}${hash}`);
    await isRefused(elsewhere);
    await expect(code(elsewhere)).toHaveCount(0);
  }
});

test('[T7] who is signed in with another account sees the ticket as mailed, and who bought it sees their own page', async ({
  mail: { first },
  page,
  openVisitor,
}) => {
  await page.goto(first.href);
  await expect(page.getByRole('region', { name: 'Tickets of this order' })).toBeVisible();
  await expect(page.getByText('Whoever has this link has the ticket.')).toHaveCount(0);

  const elsewhere = await openVisitor();
  await elsewhere.goto('/');
  await createAccount(elsewhere, newEmail());
  await elsewhere.goto(first.pathname);
  await expect(elsewhere.getByRole('heading', { name: 'There is no such ticket here' })).toBeVisible();
  await elsewhere.goto(first.href);
  await expect(elsewhere.getByText('Whoever has this link has the ticket.')).toBeVisible();
  expect(await scanTicketPage(elsewhere)).toBe(codeIn(first));
});

test('[T7] on paper a mailed ticket is one page with its code, and its calendar entry keeps the code to itself', async ({
  mail: { event, first },
  openVisitor,
}) => {
  const elsewhere = await openVisitor();
  await elsewhere.goto(first.href);
  await expect(code(elsewhere)).toBeVisible();

  const downloading = elsewhere.waitForEvent('download');
  await press(elsewhere.getByRole('button', { name: 'Add to calendar' }));
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${event.slug}.ics`);
  const entry = (await readFile(await download.path(), 'utf8')).replaceAll('\r\n ', '');
  expect(entry).toContain('Row A\\, seat 1');
  expect(entry).toContain(`/events/${event.slug}`);
  expect(entry).not.toContain('code=');

  await elsewhere.emulateMedia({ media: 'print' });
  await expect(code(elsewhere)).toHaveCount(1);
  await expect(code(elsewhere)).toBeVisible();
  const paper = await elsewhere.pdf();
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
