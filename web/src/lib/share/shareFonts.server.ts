/**
 * The house's type for drawn pictures: the same two families as the pages', as static WOFF, for satori reads neither
 * WOFF2 nor variable fonts. Built into the server's code, so that nothing is looked for on a disk or fetched. No IO.
 */
import displayLatin from '@fontsource/bodoni-moda/files/bodoni-moda-latin-400-normal.woff?inline';
import displayMore from '@fontsource/bodoni-moda/files/bodoni-moda-latin-ext-400-normal.woff?inline';
import italicLatin from '@fontsource/bodoni-moda/files/bodoni-moda-latin-400-italic.woff?inline';
import italicMore from '@fontsource/bodoni-moda/files/bodoni-moda-latin-ext-400-italic.woff?inline';
import textLatin from '@fontsource/instrument-sans/files/instrument-sans-latin-500-normal.woff?inline';
import textMore from '@fontsource/instrument-sans/files/instrument-sans-latin-ext-500-normal.woff?inline';

const bytesOf = (dataUrl: string): Buffer => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');

/** Letters beyond Western Europe's are in files of their own, found by the second name. */
export const families = {
  display: 'Display, Display more',
  italic: 'Italic, Italic more',
  text: 'Text, Text more',
} as const;

const font = (name: string, dataUrl: string, style: 'normal' | 'italic' = 'normal') => ({
  name,
  data: bytesOf(dataUrl),
  weight: 400 as const,
  style,
});

export const loadShareFonts = () => [
  font('Display', displayLatin),
  font('Display more', displayMore),
  font('Italic', italicLatin),
  font('Italic more', italicMore),
  font('Text', textLatin),
  font('Text more', textMore),
];
