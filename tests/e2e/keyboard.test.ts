/** A whole purchase without a mouse: by Tab, arrow keys, Space and Enter, with the focus always where it can be seen. */
import type { Locator, Page } from '@playwright/test';
import { awaitPaid, awaitSeats, basket, newEmail, seat } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const mostTabs = 80;

const isFocused = async (page: Page, target: Locator): Promise<boolean> =>
  (await target.and(page.locator(':focus')).count()) > 0;

/** Presses Tab until the focus is there; fails when it never comes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if (await isFocused(page, target)) return expect(target).toBeInViewport();
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

async function enter(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test('from the home page to the ticket by keyboard alone', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await enter(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
  await tabTo(page, page.getByLabel('Search'));
  await page.keyboard.type(event.title);
  await page.keyboard.press('Enter');
  await expect(page.getByText('One event')).toBeVisible();
  await enter(page, page.getByRole('link', { name: event.title }));
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  await enter(page, page.getByRole('link', { name: /Tapestries/ }));
  await awaitSeats(page);
  await expect(page.getByRole('heading', { name: 'Tapestries' })).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('gridcell').and(page.locator(':focus'))).toBeVisible();
  await page.keyboard.press('Control+Home');
  await expect(seat(page, 'A', 1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(seat(page, 'A', 1)).toHaveAccessibleName(/, Chosen$/);
  await page.keyboard.press('ArrowRight');
  await expect(seat(page, 'A', 2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(seat(page, 'A', 2)).toHaveAccessibleName(/, Chosen$/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('gridcell', { name: /^Row B,/ }).and(page.locator(':focus'))).toBeVisible();
  await page.keyboard.press('Home');
  await expect(seat(page, 'B', 1)).toBeFocused();

  await enter(page, basket(page).getByRole('button', { name: 'Hold these 2 places' }));
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();
  // What was pressed is gone, and what to do next is the next thing.
  await expect(basket(page)).toBeFocused();
  await enter(page, basket(page).getByRole('link', { name: 'Continue to checkout' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible();

  await tabTo(page, page.getByLabel('Name'));
  await page.keyboard.type('Noor Visser');
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(newEmail());
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Payment' })).toBeFocused();
  await tabTo(page, page.getByRole('radio', { name: 'The payment succeeds' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'The card is declined' })).toBeChecked();
  await enter(page, page.getByRole('button', { name: /^Pay €/ }));
  await expect(page.getByRole('alert').filter({ hasText: 'The bank declined it' })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'The payment succeeds' })).toBeChecked();
  await enter(page, page.getByRole('button', { name: /^Pay €/ }));
  await awaitPaid(page);
  await enter(page, page.getByRole('link', { name: /^Open ticket/ }).first());
  await expect(page.getByRole('img', { name: 'QR code for the door: Row A, seat 1' })).toBeVisible();
});
