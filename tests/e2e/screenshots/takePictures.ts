/**
 * Walks through a purchase at phone and desk size, in light and dark, and takes a picture at each stop. What is on them is
 * the product on its demo data; two more buyers make the hall live. IO: browsers, PICTURES_FOLDER.
 */
import path from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import type { Firestore } from 'firebase-admin/firestore';
import { awaitPaid, awaitSeats, basket, giveDetails, goToCheckout, pay, press } from '../buyingSteps.ts';
import { desk, expect, phone, test } from '../portalTest.ts';

const folder = process.env['PICTURES_FOLDER'] ?? '';
/** The U of the Halle in Paris, half sold. */
const slug = 'grammar-of-folds';

/** When all that is on screen is there: fonts, pictures, live counts. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.waitForFunction(
    `[...document.images].every((picture) => picture.complete || picture.getBoundingClientRect().top > innerHeight)`,
  );
}

const scrollTo = (page: Page, selector: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.scrollIntoView()`);

class Camera {
  readonly #page: Page;
  readonly #size: 'phone' | 'desk';

  constructor(page: Page, size: 'phone' | 'desk') {
    this.#page = page;
    this.#size = size;
  }

  async take(name: string, colorScheme: 'light' | 'dark'): Promise<void> {
    await this.#page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settle(this.#page);
    await this.#page.screenshot({ path: path.join(folder, `${name}-${this.#size}-${colorScheme}.png`) });
  }
}

async function holdBest(page: Page, more: number): Promise<void> {
  await page.goto(`/events/${slug}`);
  const form = page.getByRole('form', { name: 'Best available' });
  for (let added = 0; added < more; added += 1) await press(form.getByRole('button', { name: 'One more' }));
  await press(form.getByRole('button', { name: /^Hold the best/ }));
  await expect(basket(page).getByText(/held for you$/)).toBeVisible();
}

/** Shows the section that the newest hold is in. */
async function openOwnSection(page: Page, firestore: Firestore): Promise<void> {
  const held = await firestore.collection('holds').where('state', '==', 'held').get();
  const newest = held.docs.toSorted((a, b) => a.updateTime.toMillis() - b.updateTime.toMillis()).at(-1);
  const [place] = (newest?.get('places') ?? []) as { sectionId: string }[];
  await page.goto(`/events/${slug}?section=${place?.sectionId}`);
  await awaitSeats(page);
  await expect(basket(page).getByText(/held for you$/)).toBeVisible();
}

const walks: [size: 'phone' | 'desk', options: BrowserContextOptions, buyer: string][] = [
  ['desk', desk, 'Noor Visser'],
  ['phone', phone, 'Ilse Marchetti'],
];

for (const [size, options, buyer] of walks) {
  test(size, async ({ openVisitor, firestore }) => {
    const page = await openVisitor(options);
    const camera = new Camera(page, size);
    const seats = size === 'desk' ? '#seats' : '[data-seat-floor]';

    await page.goto('/');
    await camera.take('home', size === 'desk' ? 'light' : 'dark');
    await page.goto('/events');
    await camera.take('browse', 'light');
    if (size === 'desk') {
      await page.goto('/events?view=calendar');
      await camera.take('calendar', 'light');
      await page.goto('/__/local');
      await camera.take('this-machine', 'light');
    }
    await page.goto(`/events/${slug}`);
    await camera.take('event', size === 'desk' ? 'dark' : 'light');
    await expect(page.getByRole('link', { name: /places left/ }).first()).toBeVisible();
    await scrollTo(page, seats);
    if (size === 'desk') await camera.take('hall', 'dark');

    const others = await openVisitor();
    await holdBest(others, 1);
    await holdBest(page, 0);
    await openOwnSection(page, firestore);
    await page.evaluate(
      `document.querySelector('[aria-label$="Held for you"]').scrollIntoView({ block: 'center', inline: 'center' })`,
    );
    await scrollTo(page, seats);
    await camera.take('map', 'light');

    await goToCheckout(page);
    await giveDetails(page, `${buyer.split(' ')[0]?.toLowerCase()}@example.com`, buyer);
    await scrollTo(page, 'body');
    await camera.take('checkout', size === 'desk' ? 'light' : 'dark');
    await pay(page, 'The payment succeeds');
    await awaitPaid(page);
    await camera.take('order', size === 'desk' ? 'light' : 'dark');
    await press(page.getByRole('link', { name: /^Open ticket/ }).first());
    await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
    await camera.take('ticket', 'light');
    await camera.take('ticket', 'dark');
  });
}
