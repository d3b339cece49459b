import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeEvent } from '../../../../domain/testing/hall.ts';
import { serveSharePicture } from './serveSharePicture.server.ts';

const made = makeEvent(['stalls'], { title: 'A Grammar of Folds' });
const withPicture = {
  ...made,
  picture: { ...made.picture, src: '/pictures/folds', widths: [360, 720, 1440] },
};

/** Answers every request so, and notes what was asked. */
function answering(answer: () => Response) {
  const asked: string[] = [];
  const get: typeof fetch = async (input) => {
    if (typeof input === 'string') asked.push(input);
    return answer();
  };
  return { asked, get };
}

test('takes the smallest file that is large enough, and is then whole', async () => {
  const red = { create: { width: 80, height: 100, channels: 3, background: '#ff0000' } } as const;
  const file = new Uint8Array(await sharp(red).webp().toBuffer());
  const { asked, get } = answering(() => new Response(file));
  const { png, isWhole } = await serveSharePicture(withPicture, 'en', get);
  expect(asked).toEqual(['/pictures/folds-720.webp']);
  expect(isWhole).toBe(true);
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
});

test('a picture that could not be had leaves the words, which are not to be kept for ever', async () => {
  const { get } = answering(() => new Response('busy', { status: 503 }));
  const { png, isWhole } = await serveSharePicture(withPicture, 'en', get);
  expect(isWhole).toBe(false);
  expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630 });
});

test('an event that has no picture is whole with its words', async () => {
  const { asked, get } = answering(() => new Response('busy', { status: 503 }));
  expect((await serveSharePicture(made, 'en', get)).isWhole).toBe(true);
  expect(asked).toEqual([]);
});
