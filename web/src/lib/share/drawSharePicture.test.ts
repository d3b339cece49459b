import sharp from 'sharp';
import { makeEvent } from '../../../../domain/testing/hall.ts';
import { describe, expect, test } from 'vitest';
import { drawSharePicture } from './drawSharePicture.server.ts';
import { describeSharePicture, writeShareWords } from './sharePicture.server.ts';

const event = makeEvent(['stalls'], {
  slug: 'folds',
  title: 'A Grammar of Folds',
  startsAt: new Date('2027-01-20T19:00:00Z'),
  timeZone: 'Europe/Paris',
  venueName: 'Halle Sainte-Aure',
  city: 'Paris',
  designers: ['Aurore Lesquin'],
});
const words = writeShareWords(event, 'en');

/** How many pixels of the words' side are not paper. */
async function countInk(png: Uint8Array): Promise<number> {
  const { data } = await sharp(png)
    .extract({ left: 0, top: 0, width: 696, height: 630 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((shade) => shade < 128).length;
}

describe('the picture', () => {
  test('is as large as Open Graph asks, and has words on it', async () => {
    const png = await drawSharePicture(words, undefined);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    expect(await countInk(png)).toBeGreaterThan(5_000);
  });

  test('shows the event’s own picture beside the words', async () => {
    const red = { create: { width: 80, height: 100, channels: 3, background: '#ff0000' } } as const;
    const picture = await sharp(red).webp().toBuffer();
    const png = await drawSharePicture(words, new Uint8Array(picture).buffer);
    const { dominant } = await sharp(png)
      .extract({ left: 700, top: 0, width: 500, height: 630 })
      .toBuffer()
      .then((side) => sharp(side).stats());
    expect(dominant.r).toBeGreaterThan(220);
    expect(dominant.g).toBeLessThan(40);
  });

  test.each(['Ž', 'A'.repeat(400), '<b>&amp;</b>', '😀 ' + 'long '.repeat(60), ''])(
    'is drawn whatever the title is: %s',
    async (title) => {
      const png = await drawSharePicture({ ...words, title }, undefined);
      expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630 });
    },
  );
});

describe('what it says', () => {
  test('is the date by the venue’s clock, in the reader’s language', () => {
    expect(words.date).toBe('Wednesday, 20 January 2027 at 20:00 CET');
    expect(writeShareWords(event, 'fr').date).toContain('mercredi 20 janvier 2027');
    expect(words.place).toBe('Halle Sainte-Aure, Paris');
  });

  test('has an address that changes with what it shows, and only then', () => {
    const { path } = describeSharePicture(event, 'en');
    expect(path).toMatch(/^\/events\/folds\/share\.png\?v=[\w-]{12}$/);
    expect(describeSharePicture({ ...event, teamUids: [] }, 'en').path).toBe(path);
    const others = [
      describeSharePicture({ ...event, title: 'Another' }, 'en').path,
      describeSharePicture({ ...event, startsAt: new Date('2027-01-21T19:00:00Z') }, 'en').path,
      describeSharePicture({ ...event, state: 'cancelled' }, 'en').path,
      describeSharePicture({ ...event, picture: { ...event.picture, src: '/other' } }, 'en').path,
      describeSharePicture(event, 'it').path,
    ];
    expect(new Set([path, ...others]).size).toBe(6);
  });

  test('has its language’s address', () => {
    expect(describeSharePicture(event, 'fr').path).toMatch(/^\/fr\/events\/folds\/share\.png\?v=/);
  });
});
