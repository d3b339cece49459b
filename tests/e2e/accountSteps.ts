/**
 * Making an account and leaving it, step by step, found as a person finds it. Each step ends when its result shows.
 * IO: a browser page.
 */
import type { Locator, Page } from '@playwright/test';
import type { Member } from '../support/people.ts';
import { press } from './buyingSteps.ts';
import { expect } from './portalTest.ts';

export const password = 'a-long-enough-one';
export const mainLink = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

/** On the page where one creates an account; what follows is the test's to say. */
export async function giveNewAccount(page: Page, email: string): Promise<void> {
  await page.getByLabel('Name').fill('Noor Visser');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page.getByRole('button', { name: 'Create an account' }));
}

export async function createAccount(page: Page, email: string): Promise<void> {
  await press(mainLink(page, 'Sign in'));
  await press(page.getByRole('main').getByRole('link', { name: 'Create an account' }));
  await giveNewAccount(page, email);
  await expect(page.getByText('Signed in as')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await press(page.getByRole('button', { name: 'Sign out', exact: true }));
  await expect(mainLink(page, 'Sign in')).toBeVisible();
}

/** Types e-mail and password; what follows is the test's to say. */
export async function giveCredentials(
  page: Page,
  { email, password }: Pick<Member, 'email' | 'password'>,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page.getByRole('button', { name: 'Sign in' }));
}

/** Reads the newest code on the telephone of this machine, as a newcomer does. */
export async function readTextMessage(page: Page, number: string): Promise<string> {
  const telephone = await page.context().newPage();
  await telephone.goto('/__/local/text-messages');
  const code = await telephone
    .getByRole('term')
    .filter({ hasText: number })
    .first()
    .locator('xpath=following-sibling::dd')
    .textContent();
  await telephone.close();
  return code ?? '';
}
