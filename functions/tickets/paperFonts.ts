/**
 * The house's type for paper: Bodoni Moda and Instrument Sans, static cuts, embedded. fontsource parts each family into
 * Latin and Latin Extended; a text is parted accordingly. Of other scripts the house has no letters: they are written in
 * Latin ones, as on a passport, and what cannot be is shown as `?`. IO: reads the fonts' files, once an instance.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import transliterate from '@sindresorhus/transliterate';
import { create } from 'fontkit';
import type { Font } from 'fontkit';
import { unpackWoff } from './unpackWoff.ts';

/** A family and cut: `display` for titles, `text` and `strong` for the rest. */
export type Face = 'display' | 'text' | 'strong';
/** A face's part, as it is registered. */
type FontName = `${Face}-${'latin' | 'latin-ext'}`;

const { resolve } = createRequire(import.meta.url);
const fileOf = (family: string, part: string, weight: number): string =>
  resolve(`@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`);

const cuts: Record<Face, [family: string, weight: number]> = {
  display: ['bodoni-moda', 400],
  text: ['instrument-sans', 400],
  strong: ['instrument-sans', 500],
};

/** Every font by its name, as a file's path. */
export const fontFiles = (): [FontName, string][] =>
  (Object.keys(cuts) as Face[]).flatMap((face) =>
    (['latin', 'latin-ext'] as const).map((part): [FontName, string] => [
      `${face}-${part}`,
      fileOf(cuts[face][0], part, cuts[face][1]),
    ]),
  );

/** These files hold one font each, no collection. */
const parse = (file: string): Font => create(unpackWoff(readFileSync(file))) as Font;

let read: [FontName, Font][] | undefined;

/** Every font by its name, parsed: its tables and glyphs are read as a document first needs them. */
export const readFonts = (): [FontName, Font][] =>
  (read ??= fontFiles().map(([name, file]): [FontName, Font] => [name, parse(file)]));

// The ranges that fontsource cut the files by, punctuation and currencies with Latin.
const latin =
  /^[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u2013\u2014\u2018-\u201e\u2022\u2026\u2039\u203a\u20ac\u2122\u2212]$/;
const latinExtended = /^[\u0100-\u0130\u0132-\u0151\u0154-\u017f\u0218-\u021b\u1e80-\u1e85\u1e9e]$/;
const marks = /\p{M}/gu;

function fold(letter: string): string {
  if (latin.test(letter) || latinExtended.test(letter)) return letter;
  // Every other space: French writes narrow ones that the fonts do not have.
  if (/\s/u.test(letter)) return '\u00a0';
  const plain = [letter.normalize('NFKD').replace(marks, ''), transliterate(letter)];
  return plain.find((written) => [...written].every((part) => latin.test(part))) ?? '?';
}

/** The text in stretches of one font each. Empty texts have none. */
export function partByFont(text: string, face: Face): { font: FontName; text: string }[] {
  const parts: { font: FontName; text: string }[] = [];
  for (const letter of [...text.normalize('NFC')].map(fold)) {
    const last = parts.at(-1);
    // Spaces stay with what they follow.
    const font: FontName =
      last && letter === ' ' ? last.font : `${face}-${latinExtended.test(letter) ? 'latin-ext' : 'latin'}`;
    if (last?.font === font) last.text += letter;
    else parts.push({ font, text: letter });
  }
  return parts;
}
