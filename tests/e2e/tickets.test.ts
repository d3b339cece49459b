/** Tickets as they are held: side by side at the door, in a calendar, on paper, and told of what changed. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { FashionEvent } from '@fashionista/domain/event';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Firestore } from 'firebase-admin/firestore';
import { readPdf } from '../../functions/tickets/testing/readPdf.ts';
import { buySeats, press } from './buyingSteps.ts';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { scanTicketPage } from './ticketChecks.ts';

/** Three seats in row A, bought; ends on the order's page. */
async function buyThree(page: Page, event: FashionEvent): Promise<string> {
  return buySeats(page, event, { numbers: [1, 2, 3] });
}

async function ticketsOf(firestore: Firestore, orderId: string): Promise<Ticket[]> {
  const found = await firestore.collection('tickets').where('orderId', '==', orderId).get();
  return found.docs
    .map((ticket) => ticket.data() as Ticket)
    .toSorted((one, other) => one.number - other.number);
}

const carousel = (page: Page) => page.getByRole('region', { name: 'Tickets of this order' });
const position = (page: Page, words: string) => carousel(page).getByText(words, { exact: true });
const shown = (page: Page, number: number) =>
  page.getByRole('img', { name: `QR code for the door: Row A, seat ${number}`, exact: true });

async function openFirstTicket(page: Page): Promise<void> {
  await press(page.getByRole('link', { name: /^Open ticket/ }).first());
  await expect(position(page, '1 of 3')).toBeVisible();
  await expect(shown(page, 1)).toBeInViewport({ ratio: 0.9 });
}

/** How far the ticket that is told stands from the place where it comes to rest, in pixels. */
async function distanceFromRest(page: Page): Promise<number> {
  const track = carousel(page).getByRole('list');
  const [trackBox, toldBox] = await Promise.all([
    track.boundingBox(),
    track.getByRole('listitem').boundingBox(),
  ]);
  return Math.round((toldBox?.x ?? NaN) - (trackBox?.x ?? NaN));
}

/** A finger drags the ticket in view by so many pixels. */
async function swipe(page: Page, xDistance: number): Promise<void> {
  const picture = page.getByRole('img', { name: /^QR code for the door/ });
  // A press turns smoothly, and is told before it has come to rest: a finger on what still moves adds to its way.
  await expect.poll(() => distanceFromRest(page)).toBe(0);
  const box = await picture.boundingBox();
  if (!box) throw new Error('No code is in view.');
  const devtools = await page.context().newCDPSession(page);
  const y = box.y + box.height / 2;
  const from = box.x + box.width / 2 - xDistance / 2;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x: from, y }]);
  for (let step = 1; step <= 10; step += 1)
    await touch('touchMove', [{ x: from + (xDistance * step) / 10, y }]);
  await touch('touchEnd', []);
  await devtools.detach();
}

test('three tickets side by side: turned by button, finger and key, and the address follows', async ({
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const page = await openVisitor(phone);
  const [first, second, third] = await ticketsOf(firestore, await buyThree(page, event));
  await openFirstTicket(page);
  expect(await scanTicketPage(page)).toBe(first?.code);
  await expect(page.getByText('Turn the brightness of your screen all the way up.')).toBeVisible();

  const next = carousel(page).getByRole('button', { name: 'Next' });
  await press(next);
  await expect(shown(page, 2)).toBeInViewport({ ratio: 0.9 });
  await expect(shown(page, 1)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Ticket 2 of 3: Row A, seat 2' })).toBeAttached();
  await expect(page).toHaveURL(new RegExp(`/tickets/${second?.ticketId}$`));
  await expect(next).toBeFocused();
  expect(await scanTicketPage(page)).toBe(second?.code);

  // By the arrow key on the track: what a finger does too, the browser's own scrolling.
  await carousel(page).getByRole('list', { name: 'Tickets of this order' }).press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`/tickets/${third?.ticketId}$`));
  await expect(position(page, '3 of 3')).toBeVisible();
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(shown(page, 3)).toBeInViewport({ ratio: 0.9 });

  await page.reload();
  await expect(position(page, '3 of 3')).toBeVisible();
  await expect(shown(page, 3)).toBeInViewport({ ratio: 0.9 });
  expect(await scanTicketPage(page)).toBe(third?.code);

  await swipe(page, 280);
  await expect(page).toHaveURL(new RegExp(`/tickets/${second?.ticketId}$`));
  await press(carousel(page).getByRole('button', { name: 'Previous' }));
  await expect(page).toHaveURL(new RegExp(`/tickets/${first?.ticketId}$`));
  await swipe(page, -280);
  await expect(page).toHaveURL(new RegExp(`/tickets/${second?.ticketId}$`));
  await press(page.getByRole('link', { name: 'See the order' }));
  await expect(page).toHaveURL(/\/orders\//);
  await page.goBack();
  await expect(position(page, '2 of 3')).toBeVisible();
  await expect(shown(page, 2)).toBeInViewport({ ratio: 0.9 });

  // Scanned at the door while it is on the screen.
  await firestore.doc(`tickets/${second?.ticketId}`).update({ status: 'used' });
  await expect(carousel(page).getByText('Used', { exact: true })).toBeVisible();
  await expect(position(page, '2 of 3')).toBeVisible();
});

test('another language shows the ticket that was swiped to, not the first', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const [, second] = await ticketsOf(firestore, await buyThree(page, event));
  await openFirstTicket(page);
  await press(carousel(page).getByRole('button', { name: 'Next' }));
  await expect(position(page, '2 of 3')).toBeVisible();
  await press(page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Français' }));
  await expect(page).toHaveURL(new RegExp(`/fr/tickets/${second?.ticketId}$`));
  await expect(page.getByText('2 sur 3', { exact: true })).toBeVisible();
});

test('the tickets come as a PDF, from the order and from the ticket, with the codes that the door reads', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const tickets = await ticketsOf(firestore, await buyThree(page, event));
  const save = async () => {
    const downloading = page.waitForEvent('download');
    await press(page.getByRole('button', { name: 'Download PDF' }));
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`${event.slug}-tickets.pdf`);
    return readFile(await download.path());
  };
  const ofOrder = await save();
  const { pages } = await readPdf(ofOrder);
  const codes = await Promise.all(pages.map((sheet) => sheet.codes()));
  expect(codes.flat()).toEqual(tickets.map(({ code }) => code));
  expect(pages[0]?.texts).toContain(event.title);
  await openFirstTicket(page);
  expect((await save()).equals(ofOrder)).toBe(true);
});

test('an order says aloud what changed, and offers only the tickets that still admit', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const orderId = await buyThree(page, event);
  const [, second] = await ticketsOf(firestore, orderId);
  await expect(page.getByRole('link', { name: /^Open ticket/ })).toHaveCount(3);
  await firestore.doc(`tickets/${second?.ticketId}`).update({ status: 'void' });
  await firestore.doc(`orders/${orderId}`).update({ status: 'partially-refunded' });
  await expect(page.getByRole('status').filter({ hasText: /^Partly refunded\. A part/ })).toBeAttached();
  await expect(page.getByRole('link', { name: /^Open ticket/ })).toHaveCount(2);
  await expect(page.getByRole('listitem').filter({ hasText: 'Row A, seat 2' })).toContainText('Void');
  const downloading = page.waitForEvent('download');
  await press(page.getByRole('button', { name: 'Add to calendar' }));
  const description = (await readIcs(await downloading)).get('DESCRIPTION');
  expect(description).toContain('Row A, seat 1\nRow A, seat 3\nDoors: ');
});

/** The properties of an .ics file, unfolded and unescaped. Fails on what RFC 5545 does not allow. */
async function readIcs(download: Download): Promise<Map<string, string>> {
  const text = await readFile(await download.path(), 'utf8');
  expect(text.endsWith('\r\n')).toBe(true);
  const folded = text.slice(0, -2).split('\r\n');
  for (const line of folded) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const lines = folded.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  expect(lines.slice(0, 1)).toEqual(['BEGIN:VCALENDAR']);
  expect(lines.slice(-2)).toEqual(['END:VEVENT', 'END:VCALENDAR']);
  return new Map(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([A-Z-]+):(.*)$/.exec(line) ?? [];
      expect(name, line).not.toBe('');
      return [name, value.replaceAll('\\n', '\n').replaceAll(/\\([\\;,])/g, '$1')];
    }),
  );
}

test('the show goes into a calendar, from the order and from the ticket, as the same entry', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const [first] = await ticketsOf(firestore, await buyThree(page, event));
  const save = async () => {
    const downloading = page.waitForEvent('download');
    await press(page.getByRole('button', { name: 'Add to calendar' }));
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`${event.slug}.ics`);
    return readIcs(download);
  };
  const ofOrder = await save();
  await openFirstTicket(page);
  await expect(page.getByText(/^Doors open at \d\d:\d\d CES?T, \w+day \d{1,2} \w+\.$/)).toBeVisible();
  const ofTicket = await save();
  for (const entry of [ofOrder, ofTicket]) {
    const utc = (date: Date) => date.toISOString().replaceAll(/[-:]|\.\d+/g, '');
    expect(entry.get('UID')).toBe(`${event.eventId}@fashionista-portal`);
    expect(entry.get('SUMMARY')).toBe(event.title);
    expect(entry.get('DTSTART')).toBe(utc(event.startsAt));
    expect(entry.get('DTEND')).toBe(utc(event.endsAt));
    expect(entry.get('DTSTAMP')).toMatch(/^\d{8}T\d{6}Z$/);
    expect(entry.get('LOCATION')).toContain(event.venueName);
    expect(entry.get('DESCRIPTION')).toContain('Row A, seat 1\nRow A, seat 2\nRow A, seat 3\nDoors: ');
    expect(entry.get('DESCRIPTION')).toContain(`/tickets/${first?.ticketId}`);
  }
});

test('on paper: a ticket a page, its code at least 60 mm, nothing that only a screen can use', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await buyThree(page, event);
  const pagesOf = async () => (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  const codes = page.getByRole('img', { name: /^QR code for the door/ });
  const checkPaper = async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(codes).toHaveCount(3);
    for (const code of await codes.all()) {
      await expect(code).toBeVisible();
      // CSS has 96 px an inch.
      expect((await code.boundingBox())?.width).toBeGreaterThanOrEqual((60 / 25.4) * 96);
    }
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: event.title }).first()).toBeVisible();
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
  };

  // The order, then its tickets.
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await checkPaper();
  expect(await pagesOf()).toBe(4);
  await page.emulateMedia({ media: 'screen' });
  await openFirstTicket(page);
  await checkPaper();
  expect(await pagesOf()).toBe(3);

  await page.emulateMedia({ media: 'screen' });
  await page.evaluate('globalThis.print = () => { globalThis.wasPrinted = true; }');
  await press(page.getByRole('button', { name: 'Print' }));
  expect(await page.evaluate('globalThis.wasPrinted')).toBe(true);
});

test('another time, another venue and a cancelled event are said on the ticket, while it is looked at', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await buyThree(page, event);
  await openFirstTicket(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  const alert = (title: string) => page.getByRole('alert').filter({ hasText: title });
  const record = firestore.doc(paths.event(event.eventId));

  const startsAt = new Date(event.startsAt.getTime() + 3_600_000);
  await record.update({ startsAt, venueName: 'Stazione Leopolda' });
  await expect(alert('The time has changed')).toContainText('Your ticket stays valid');
  await expect(alert('The venue has changed')).toContainText(`Now: Stazione Leopolda, ${event.city}`);
  await expect(alert('The venue has changed')).toContainText(`Before: ${event.venueName}`);
  await expect(page.getByRole('article').locator(`time[datetime="${startsAt.toISOString()}"]`)).toBeVisible();

  await record.update({ state: 'cancelled' });
  await expect(alert('This event was cancelled')).toContainText('this code admits nobody');
  await expect(alert('The time has changed')).toHaveCount(0);
  await expect(page.getByRole('img', { name: /^QR code for the door/ })).toHaveCount(0);
  await expect(carousel(page).getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'At the door' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Download PDF' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add to calendar' })).toHaveCount(0);
  await press(alert('This event was cancelled').getByRole('link', { name: 'See the order' }));
  await expect(page).toHaveURL(/\/orders\//);
  await expect(alert('This event was cancelled')).toBeVisible();
  await expect(page.getByRole('img', { name: /^QR code for the door/ })).toHaveCount(0);
  await press(page.getByRole('link', { name: 'All my tickets' }));
  await expect(page.getByRole('link', { name: /^Row A, seat 1.*Cancelled$/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Show ticket/ })).toHaveCount(0);
});
