/** One state of a page, looked at in three widths, light and dark. IO: a browser page, the kept pictures. */
import type { Page } from '@playwright/test';
import { expect } from '../portalTest.ts';

const sizes = [
  { width: 360, height: 800 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const schemes = ['light', 'dark'] as const;

/**
 * Compares what is seen with the pictures of that name. `at`: scrolled so that this element begins the picture, else the
 * page's beginning. All six are compared before it fails.
 */
export async function look(page: Page, name: string, at = 'body'): Promise<void> {
  await page.mouse.move(0, 0);
  // An order's number, and the address of somebody made for the test, are others in every run.
  const mask = [page.getByText(/^Code to quote/), page.getByText(/^[0-9a-f-]{36}@example\.com$/)];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.evaluate(
      `document.fonts.ready.then(() => document.querySelector(${JSON.stringify(at)}).scrollIntoView({ behavior: 'instant' }))`,
    );
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.soft(page).toHaveScreenshot(`${name}-${size.width}-${colorScheme}.png`, { mask });
    }
  }
}
