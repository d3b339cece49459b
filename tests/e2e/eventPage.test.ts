/**
 * The event page beyond its seats: programme, designers, address, policy, times in two zones; what search engines read;
 * the picture that a link is shared with.
 */
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { findViolations } from './findViolations.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

interface Graph {
  '@graph': [event: Record<string, unknown>, way: Record<string, unknown>];
}

const readJsonLd = async (page: Page): Promise<Graph> =>
  JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as Graph;
const shareAddress = async (page: Page): Promise<string> =>
  (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '';
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('says what is shown, by whom, where, and what to know, without JavaScript too', async ({
  openVisitor,
}) => {
  const page = await openVisitor({ ...desk, javaScriptEnabled: false });
  await page.goto('/events/the-weight-of-water');
  const programme = region(page, 'The programme').getByRole('listitem');
  await expect(programme).toHaveCount(7);
  await expect(programme.first()).toContainText(/19:00.*First Dip.*Casa Merighi.*11 looks/s);
  await expect(programme.nth(3)).toContainText('One look');
  await expect(region(page, 'Designers')).toContainText(/Hana Ruzicka\s*Prague, Czechia/);
  await expect(region(page, 'Getting there')).toContainText(/Via dei Crogioli 18\s*20134 Milan MI\s*Italy/);
  await expect(region(page, 'Getting there')).toContainText('14 wheelchair places, marked in the hall.');
  await expect(region(page, 'Good to know')).toContainText(
    'Refunded in full until 2 days before the doors open',
  );
});

test('says it in the reader’s language', async ({ page }) => {
  await page.goto('/fr/events/nocturne-for-wool');
  await expect(region(page, 'Le programme')).toContainText('33 looks');
  await expect(region(page, 'Créateurs')).toContainText('Barcelona, Espagne');
  await expect(region(page, 'Bon à savoir')).toContainText('les téléphones restent en poche');
});

test('a reader elsewhere sees the venue’s time and their own', async ({ openVisitor }) => {
  const near = await openVisitor(desk);
  await near.goto('/events/grammar-of-folds');
  const far = await openVisitor({ ...desk, timezoneId: 'America/New_York' });
  await far.goto('/events/grammar-of-folds');
  const first = region(far, 'The programme').getByRole('listitem').first();
  await expect(first).toContainText(/20:00.*Your time: \d\d:00 (GMT-[45]|E[SD]T)/s);
  await expect(region(near, 'The programme').getByRole('listitem').first()).toContainText('20:00');
  await expect(near.getByText('Your time')).toHaveCount(0);
});

test('search engines read the event, and no title breaks out of what they read', async ({
  page,
  firestore,
}) => {
  const title = '</script><script>window.hasBrokenOut = true</script><!-- & "quotes"';
  const event = await stageShow(firestore, { title });
  await page.goto(`/events/${event.slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  expect(await page.evaluate<boolean>("'hasBrokenOut' in window")).toBe(false);
  const [told, way] = (await readJsonLd(page))['@graph'];
  expect(told).toMatchObject({
    '@type': 'Event',
    name: title,
    eventStatus: 'https://schema.org/EventScheduled',
    startDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT17:30:00\+0[12]:00$/),
    location: { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: 'IT' } },
    organizer: { '@type': 'Organization', name: 'Vasseur & Filles' },
    performer: [{ '@type': 'Person', name: 'Ginevra Solari' }],
  });
  expect(told['offers']).toHaveLength(event.ticketTypes.length);
  expect(told['offers']).toContainEqual(
    expect.objectContaining({
      price: '165.00',
      priceCurrency: 'EUR',
      availability: 'https://schema.org/InStock',
    }),
  );
  expect(told['image']).toContain(await shareAddress(page));
  expect(way['itemListElement']).toHaveLength(3);
});

test('a cancelled event says so to people and machines', async ({ page, firestore }) => {
  const event = await stageShow(firestore, { state: 'cancelled' });
  await page.goto(`/events/${event.slug}`);
  await expect(page.getByText('This event was cancelled')).toBeVisible();
  const [told] = (await readJsonLd(page))['@graph'];
  expect(told['eventStatus']).toBe('https://schema.org/EventCancelled');
  await expect(region(page, 'The programme').getByRole('listitem')).not.toHaveCount(0);
});

test('each event and language has a picture of its own to be shared with', async ({ page, request }) => {
  const asked = await Promise.all(
    ['/events/heat-haze', '/fr/events/heat-haze', '/events/rain-cloth'].map(async (path) => {
      const html = await (await request.get(path)).text();
      return /property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
    }),
  );
  const pictures: Buffer[] = [];
  for (const address of asked) {
    const answer = await request.get(address);
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    pictures.push(await answer.body());
  }
  for (const picture of pictures)
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(3);

  await page.goto('/events/heat-haze');
  await expect(page.locator('meta[property="og:image:width"]')).toHaveAttribute('content', '1200');
  await expect(page.locator('meta[property="og:image:alt"]')).toHaveAttribute(
    'content',
    /^Heat Haze, .*16:00/,
  );
  await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute('content', 'summary_large_image');
});

test('another title makes another picture, and an old address leads to it', async ({
  page,
  request,
  firestore,
  places,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  const before = await shareAddress(page);
  await firestore.doc(`events/${event.eventId}`).update({ title: 'Renamed at the last moment' });
  await expect(async () => {
    await page.reload();
    expect(await shareAddress(page)).not.toBe(before);
  }).toPass();
  const stale = await request.get(before, { maxRedirects: 0 });
  expect(stale.status()).toBe(307);
  const now = await shareAddress(page);
  expect(stale.headers()['location']).toBe(now.replace(places.web, ''));
  expect(stale.headers()['cache-control']).toContain('s-maxage=300');
  for (const madeUp of [`${now}&again=1`, now.replace('/share', '/%73hare')])
    expect((await request.get(madeUp, { maxRedirects: 0 })).status(), madeUp).toBe(307);
  expect((await request.get('/events/no-such-event/share.png')).status()).toBe(404);
});

test('the link can be passed on', async ({ page, places, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: places.web });
  await page.goto('/events/heat-haze?section=rail');
  await expect(async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByText('Link copied')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
    `${places.web}/events/heat-haze`,
  );
});

test('robots find every page in every language, and each page names its one address', async ({
  page,
  request,
  places,
}) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${places.web}/sitemap.xml`);
  const sitemap = await (await request.get('/sitemap.xml')).text();
  for (const path of ['/events', '/events/heat-haze', '/it/events/heat-haze'])
    expect(sitemap).toContain(`<loc>${places.web}${path}</loc>`);
  await page.goto('/es/events/heat-haze?section=rail');
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
    'href',
    `${places.web}/es/events/heat-haze`,
  );
  await expect(page.locator('link[rel="alternate"][hreflang="fr"]')).toHaveAttribute(
    'href',
    new RegExp(`^${places.web}/fr/events/heat-haze`),
  );
});

for (const [size, options] of [
  ['phone', { ...phone, viewport: { width: 360, height: 740 } }],
  ['desk', desk],
] as const) {
  test(`axe finds nothing in it, on sale, over and cancelled: ${size}`, async ({
    openVisitor,
    firestore,
  }) => {
    const cancelled = await stageShow(firestore, { state: 'cancelled' });
    const page = await openVisitor({ ...options, timezoneId: 'America/New_York' });
    const found: string[] = [];
    for (const slug of ['the-weight-of-water', 'second-skin-third-act', cancelled.slug]) {
      await page.goto(`/events/${slug}`);
      await expect(region(page, 'The programme').getByText('Your time').first()).toBeVisible();
      found.push(...(await findViolations(page, slug)));
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(
        options.viewport.width,
      );
    }
    expect(found).toEqual([]);
  });
}
