import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fontFiles } from './paperFonts.ts';
import { unpackWoff } from './unpackWoff.ts';

describe.each(fontFiles())('%s', (_, path) => {
  const file = readFileSync(path);

  test('has the tables of its file, in order, one after another', () => {
    const font = unpackWoff(file);
    const tags = (bytes: Buffer, start: number, step: number, count: number) =>
      Array.from({ length: count }, (_, i) =>
        bytes.toString('latin1', start + i * step, start + i * step + 4),
      );
    const count = file.readUInt16BE(12);
    expect(font.readUInt16BE(4)).toBe(count);
    expect(tags(font, 12, 16, count)).toEqual(tags(file, 44, 20, count));
    // The header says how large the file was before it was wrapped.
    expect(font.length).toBe(file.readUInt32BE(16));
  });

  test('every table’s sum is what its directory says', () => {
    const font = unpackWoff(file);
    const sumOf = (offset: number, length: number): number => {
      let sum = 0;
      for (let at = offset; at < offset + length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0;
      return sum;
    };
    for (let i = 0; i < font.readUInt16BE(4); i += 1) {
      const at = 12 + i * 16;
      const tag = font.toString('latin1', at, at + 4);
      // The sum of `head` counts without its own field for the whole file's.
      const offset = font.readUInt32BE(at + 8);
      const adjustment = tag === 'head' ? font.readUInt32BE(offset + 8) : 0;
      const sum = (sumOf(offset, (font.readUInt32BE(at + 12) + 3) & ~3) - adjustment) >>> 0;
      expect([tag, sum]).toEqual([tag, font.readUInt32BE(at + 4)]);
    }
  });
});

test('what is no WOFF is refused, and so is one that is cut off', () => {
  const [, path] = fontFiles()[0] ?? ['', ''];
  const file = readFileSync(path);
  expect(() => unpackWoff(Buffer.from('OTTO and nothing else'))).toThrow('no WOFF');
  expect(() => unpackWoff(unpackWoff(file))).toThrow('no WOFF');
  expect(() => unpackWoff(file.subarray(0, file.length - 2_000))).toThrow();
});
