/** The main job, from the home page to the door's code, as a person does it: on a phone, and at a desk. */
import type { Page } from '@playwright/test';
import { decodeJwt } from 'jose';
import {
  awaitPaid,
  awaitSeats,
  basket,
  chooseSeats,
  giveDetails,
  goToCheckout,
  holdChosen,
  newEmail,
  orderIdOf,
  pay,
  press,
  seat,
} from './buyingSteps.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { awaitMail, scanMail, scanTicketPage, verifyCode } from './ticketChecks.ts';

const secondsOf = async (page: Page): Promise<number> => {
  const [minutes, seconds] = (await basket(page).getByRole('timer').innerText()).split(':').map(Number);
  return (minutes ?? 0) * 60 + (seconds ?? 0);
};

for (const [size, options] of [
  ['phone', phone],
  ['desk', desk],
] as const) {
  test(`browse, choose, hold, pay, ticket, mail: ${size}`, async ({ openVisitor, firestore, places }) => {
    const event = await stageShow(firestore);
    const email = newEmail();
    const page = await openVisitor(options);

    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }));
    await page.getByLabel('Search').fill(event.title);
    await page.getByLabel('Search').press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'One event' })).toBeVisible();
    expect(new URL(page.url()).search).toContain('Rehearsal');
    await press(page.getByRole('link', { name: event.title }));
    await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();

    await press(page.getByRole('link', { name: /Tapestries/ }));
    await awaitSeats(page);
    await chooseSeats(page, 'A', [1, 2]);
    await holdChosen(page);
    await expect(seat(page, 'A', 1)).toHaveAccessibleName(/, Held for you$/);
    const left = await secondsOf(page);
    expect(left).toBeGreaterThan(570);
    expect(left).toBeLessThanOrEqual(600);
    await expect.poll(() => secondsOf(page)).toBeLessThan(left);

    await goToCheckout(page);
    await giveDetails(page, email);
    await pay(page, 'The payment succeeds');
    await expect(page).toHaveURL(/\/orders\//);
    await awaitPaid(page);
    const orderId = orderIdOf(page);
    const ticketLinks = page.getByRole('link', { name: /^Open ticket/ });
    await expect(ticketLinks).toHaveCount(2);

    await press(ticketLinks.first());
    await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
    await expect(page.getByText('Row A, seat 1').filter({ visible: true })).toHaveCount(1);
    const code = await scanTicketPage(page);
    const ticketId = new URL(page.url()).pathname.split('/').at(-1);
    const kept = await firestore.doc(`tickets/${ticketId}`).get();
    expect(code).toBe(kept.get('code'));
    expect(await verifyCode(places, code, event.eventId)).toEqual({
      sub: ticketId,
      aud: event.eventId,
      place: kept.get('placeId') as string,
      rev: 1,
    });

    await press(page.getByRole('main').getByRole('link', { name: 'My tickets' }));
    await expect(page.getByRole('link', { name: /Show ticket/ })).toHaveCount(2);
    await expect(page.getByRole('link', { name: event.title })).toBeVisible();

    const mail = await awaitMail(places, email);
    const tickets = await firestore.collection('tickets').where('orderId', '==', orderId).get();
    for (const { id } of tickets.docs)
      for (const part of [mail.html, mail.text]) expect(part).toContain(`${places.web}/tickets/${id}`);
    expect((await scanMail(mail)).map((text) => decodeJwt(text).sub).toSorted()).toEqual(
      tickets.docs.map(({ id }) => id).toSorted(),
    );
  });
}
