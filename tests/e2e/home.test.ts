/** The first minute of a visitor: the home page comes rendered, in the language asked for, and leads to events. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './portalTest.ts';

test('the home page leads to the events, and works without an error in the console', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/events');
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('pages come rendered from the server, in each language', async ({ request }) => {
  for (const [prefix, language] of [
    ['', 'en'],
    ['/fr', 'fr'],
    ['/it', 'it'],
    ['/es', 'es'],
  ]) {
    const page = await request.get(`${prefix}/events`);
    expect(page.status()).toBe(200);
    expect(await page.text()).toContain(`<html lang="${language}`);
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the home page and the events have no accessibility violation, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const path of ['/', '/events', '/sign-in']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });
}
