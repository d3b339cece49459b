import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fontFiles, partByFont } from './paperFonts.ts';

test('every font is a file that is there', () => {
  const files = fontFiles();
  expect(files).toHaveLength(6);
  for (const [, file] of files) expect(existsSync(file), file).toBe(true);
});

test('a text of the portal’s own languages is one stretch', () => {
  for (const text of ['Lumière d’été – «ça»', 'Niñas, ¿qué?', 'È così', 'Œuvre à 12 €'])
    expect(partByFont(text, 'display')).toEqual([{ font: 'display-latin', text }]);
});

test('letters of Latin Extended take the other file, spaces do not part', () => {
  expect(partByFont('Łukasz Dvořák', 'text')).toEqual([
    { font: 'text-latin-ext', text: 'Ł' },
    { font: 'text-latin', text: 'ukasz Dvo' },
    { font: 'text-latin-ext', text: 'ř' },
    { font: 'text-latin', text: 'ák' },
  ]);
});

test('what no font of the house has is written in Latin letters, or shown as missing; narrow spaces become wide', () => {
  const shown = (text: string) =>
    partByFont(text, 'text')
      .map((part) => part.text)
      .join('');
  expect(shown('Nguyễn')).toBe('Nguyên'.normalize('NFKD').replace(/\p{M}/gu, ''));
  expect(shown('Vous\u202f: ﬁn')).toBe('Vous\u00a0: fin');
  expect(shown('Ада Чехова')).toBe('Ada Chekhova');
  expect(shown('Ελένη')).toBe('Eleni');
  expect(shown('Ольга ☂ 美')).toBe('Olga ? ?');
  expect(shown('e\u0301te\u0301')).toBe('été');
  expect(partByFont('', 'text')).toEqual([]);
});
