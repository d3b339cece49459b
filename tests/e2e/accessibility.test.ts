/** No page of the attendee's journey has a violation that axe can find, in light or dark, at a desk or on a phone. */
import { paths } from '@fashionista/domain/paths';
import { pagesOf } from './accessPages.ts';
import {
  awaitPaid,
  awaitSeats,
  basket,
  buySeats,
  chooseSeats,
  giveDetails,
  goToCheckout,
  holdChosen,
  newEmail,
  pay,
  press,
} from './buyingSteps.ts';
import { findViolations } from './findViolations.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

// Some twenty pages by all of axe's rules.
test.describe.configure({ timeout: 120_000 });

for (const [size, options] of [
  ['phone', phone],
  ['desk', desk],
] as const) {
  test(`every page that has an address: ${size}`, async ({ openVisitor, firestore, guard }) => {
    guard.expectError(/status of 404 \(Not Found\) \S+\/nowhere$/);
    const event = await stageShow(firestore);
    const page = await openVisitor(options);
    const found: string[] = [];
    for (const address of pagesOf(event)) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      found.push(...(await findViolations(page, address)));
    }
    await page.goto('/events?style=couture');
    await page.getByText(/^More filters/).click();
    found.push(...(await findViolations(page, 'filters unfolded')));
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('Please fill this in.').first()).toBeVisible();
    found.push(...(await findViolations(page, 'signing in, refused')));
    expect(found).toEqual([]);
  });

  test(`from the hall to the ticket: ${size}`, async ({ openVisitor, firestore }) => {
    const event = await stageShow(firestore);
    const page = await openVisitor(options);
    const found: string[] = [];
    const check = async (name: string) => void found.push(...(await findViolations(page, name)));
    await page.goto(`/events/${event.slug}`);
    await page.getByRole('heading', { name: 'Seats', exact: true }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('link', { name: /Tapestries.*56 places left/ })).toBeVisible();
    await check('hall');
    await press(page.getByRole('link', { name: /Tapestries/ }));
    await awaitSeats(page);
    await chooseSeats(page, 'A', [2, 3]);
    await check('section, chosen');
    await press(basket(page).getByRole('button', { name: 'Hold these 2 places' }));
    const refusal = page.getByRole('status').filter({ hasText: 'That would leave a single seat' });
    await expect(refusal).toBeVisible();
    await check('refusal');
    await press(refusal.getByRole('button', { name: 'Close' }));
    await chooseSeats(page, 'A', [1]);
    await holdChosen(page);
    await check('held');
    await goToCheckout(page);
    await check('details');
    await giveDetails(page, newEmail());
    await check('payment');
    await pay(page, 'The card is declined');
    await expect(page.getByText('The bank declined it.')).toBeVisible();
    await check('declined');
    await pay(page, 'The payment succeeds');
    await awaitPaid(page);
    await check('paid');
    await press(page.getByRole('link', { name: 'All my tickets' }));
    await expect(page.getByRole('link', { name: /Show ticket/ })).toHaveCount(3);
    await check('tickets');
    await press(page.getByRole('link', { name: /Show ticket/ }).first());
    await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
    await check('ticket');
    expect(found).toEqual([]);
  });

  test(`tickets and their order, changed, void and cancelled: ${size}`, async ({
    openVisitor,
    firestore,
  }) => {
    const event = await stageShow(firestore);
    const page = await openVisitor(options);
    const found: string[] = [];
    const check = async (name: string) => void found.push(...(await findViolations(page, name)));
    const orderId = await buySeats(page, event);
    const record = firestore.doc(paths.event(event.eventId));
    await record.update({ startsAt: new Date(event.startsAt.getTime() + 3_600_000) });
    await expect(page.getByRole('alert').filter({ hasText: 'The time has changed' })).toBeVisible();
    await check('order, another time');
    await firestore.doc(`tickets/${orderId}_arazzi-a-2`).update({ status: 'void' });
    await firestore.doc(`orders/${orderId}`).update({ status: 'partially-refunded' });
    await expect(page.getByText('Void', { exact: true }).first()).toBeVisible();
    await check('order, partly refunded');
    await page.goto(`/tickets/${orderId}_arazzi-a-2`);
    await expect(page.getByText('Void', { exact: true }).first()).toBeVisible();
    await check('ticket, void');
    await record.update({ state: 'cancelled' });
    await page.goto(`/tickets/${orderId}_arazzi-a-1`);
    await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
    await check('ticket, cancelled');
    await page.goto('/tickets');
    await expect(page.getByRole('link', { name: /Cancelled$/ })).toBeVisible();
    await check('list, cancelled');
    expect(found).toEqual([]);
  });
}
