/** A whole purchase by ear: roles, names and what is said, and nothing that only eyes or a pointer could find. */
import { newEmail } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { ScreenReader } from './screenReader.ts';
import { stageShow } from './stageShow.ts';

test('from the calendar to the ticket by roles and names alone', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const reader = await ScreenReader.start(page);

  await page.goto('/events');
  for (const [landmark, name] of [
    ['banner', ''],
    ['navigation', 'Main'],
    ['main', ''],
    ['contentinfo', ''],
  ] as const)
    await reader.find(landmark, name);
  await reader.expectHeading('Events', 1);
  await reader.write('Search', event.title, 'searchbox');
  await page.keyboard.press('Enter');
  await reader.hears(/^One event$/);
  await reader.act('link', event.title);

  await reader.expectHeading(event.title, 1);
  await reader.hears(new RegExp(`^${event.title}`));
  await reader.expectHeading('Tickets', 2);
  await reader.expectHeading('Seats', 2);
  const sections = await reader.find('list', 'Sections');
  await expect(sections.getByRole('listitem')).toHaveCount(3);
  await reader.act('link', /^Tapestries .*56 places left$/, sections);

  await expect(await reader.find('heading', 'Tapestries')).toBeFocused();
  await reader.hears(/^Live$/);
  const hall = await reader.find('grid', 'Tapestries: seats by row');
  const row = hall
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Row A', exact: true }) });
  await expect(row).toHaveCount(1);
  await reader.act('gridcell', /^Row A, seat 1, €.*, Free$/, row);
  await reader.hears(/^A1 chosen\. €\d+ in all\.$/);
  await expect(await reader.find('gridcell', /^Row A, seat 1, .*, Chosen$/, row)).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await reader.act('gridcell', /^Row A, seat 2, .*, Free$/, row);
  await reader.hears(/^A2 chosen\. €\d+ in all\.$/);

  const basket = await reader.find('complementary', 'Your seats');
  await reader.act('button', 'Hold these 2 places', basket);
  await reader.hears(/^A1 and A2 are held for you\.$/);
  await reader.find('timer', 'Time left', basket);
  await reader.act('link', 'Continue to checkout', basket);

  await reader.hears(/^Checkout/);
  await reader.expectHeading('Your details', 1);
  await reader.write('Name', 'Noor Visser');
  await reader.write('E-mail', 'not an address');
  await page.keyboard.press('Enter');
  const email = await reader.find('textbox', 'E-mail');
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/This is not an e-mail address\./);
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await reader.write('E-mail', newEmail());
  await reader.act('button', 'Continue to payment');

  await expect(await reader.find('heading', 'Payment')).toBeFocused();
  await reader.act('radio', 'The card is declined');
  await reader.act('button', /^Pay €/);
  await reader.hears(/The bank declined it\./);
  await reader.act('radio', 'The payment succeeds');
  await reader.act('button', /^Pay €/);

  await reader.hears(/^You have a seat/);
  await reader.expectHeading('You have a seat', 1);
  const [ticket] = await page.getByRole('link', { name: /^Open ticket, Row A, seat [12]$/ }).all();
  expect(ticket).toBeDefined();
  await ticket?.dispatchEvent('click');
  await reader.expectHeading(event.title, 1);
  await reader.find('img', 'QR code for the door: Row A, seat 1');
});
