/**
 * What a buyer does, step by step, found as a person finds it: by role and by the words of web/messages/en.json. Each
 * step ends when its result shows. IO: a browser page.
 */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { FashionEvent } from '@fashionista/domain/event';
import { expect } from './portalTest.ts';

export type Scenario =
  | 'The payment succeeds'
  | 'The card is declined'
  | 'Not enough money on the card'
  | 'The bank asks to confirm (3-D Secure)';

export const newEmail = (): string => `${randomUUID().slice(0, 8)}@example.com`;

/** By finger where the screen is one, else by mouse: the map tells them apart. */
export async function press(target: Locator): Promise<void> {
  // It may be of a page that is still opening: the one before it is not to be asked.
  await target.waitFor();
  const isTouch = await target.page().evaluate<boolean>("matchMedia('(pointer: coarse)').matches");
  await (isTouch ? target.tap() : target.click());
}

/** A seat of the open section, by its row and number: its name goes on with price and state. */
export const seat = (page: Page, row: string, number: number): Locator =>
  page.getByRole('gridcell', { name: new RegExp(`^Row ${row}, seat ${number},`) });

/** The basket, where what is chosen, held, lost or refused stands. */
export const basket = (page: Page): Locator => page.getByRole('complementary', { name: 'Your seats' });

/** Opens a section of the event's map, at once or from the hall, and waits until its seats are live. */
export async function openSection(page: Page, event: FashionEvent, section = 'tapestries'): Promise<void> {
  await page.goto(`/events/${event.slug}`);
  await page.getByRole('heading', { name: 'Seats', exact: true }).scrollIntoViewIfNeeded();
  await press(page.getByRole('link', { name: new RegExp(section, 'i') }));
  await awaitSeats(page);
}

export async function awaitSeats(page: Page): Promise<void> {
  await expect(page.getByRole('gridcell', { name: /, Free$/ }).first()).toBeAttached();
}

export async function chooseSeats(page: Page, row: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await press(seat(page, row, number));
    await expect(seat(page, row, number)).toHaveAccessibleName(/, Chosen$/);
  }
}

export async function holdChosen(page: Page): Promise<void> {
  await press(basket(page).getByRole('button', { name: /^Hold (this place|these)/ }));
  await expect(basket(page).getByText(/held for you$/)).toBeVisible();
}

/** Chooses, holds and goes on to the checkout. */
export async function reachCheckout(page: Page, event: FashionEvent, numbers = [1, 2]): Promise<void> {
  await openSection(page, event);
  await chooseSeats(page, 'A', numbers);
  await holdChosen(page);
  await goToCheckout(page);
}

export async function goToCheckout(page: Page): Promise<void> {
  await press(basket(page).getByRole('link', { name: 'Continue to checkout' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible();
}

export async function giveDetails(page: Page, email: string, name = 'Noor Visser'): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await press(page.getByRole('button', { name: 'Continue to payment' }));
  await expect(page.getByRole('button', { name: /^Pay €/ })).toBeEnabled();
}

/** On to where the order is paid, from nothing. */
export async function reachPayment(
  page: Page,
  event: FashionEvent,
  { email = newEmail(), numbers = [1, 2] }: { email?: string; numbers?: number[] } = {},
): Promise<void> {
  await reachCheckout(page, event, numbers);
  await giveDetails(page, email);
}

/** Buys seats of row A from nothing and answers the order's id; the page shows the paid order. */
export async function buySeats(
  page: Page,
  event: FashionEvent,
  options: { email?: string; numbers?: number[] } = {},
): Promise<string> {
  await reachPayment(page, event, options);
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  return orderIdOf(page);
}

/** Lets the bank say so; what follows is the test's to await. */
export async function pay(page: Page, scenario: Scenario): Promise<void> {
  await page.getByRole('radio', { name: scenario }).check();
  await press(page.getByRole('button', { name: /^Pay €/ }));
}

export async function awaitPaid(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'You have a seat' })).toBeVisible();
}

export const orderIdOf = (page: Page): string => {
  const [, orderId] = /\/orders\/([\w-]+)/.exec(page.url()) ?? [];
  if (orderId === undefined) throw new Error(`Not an order's page: ${page.url()}`);
  return orderId;
};
