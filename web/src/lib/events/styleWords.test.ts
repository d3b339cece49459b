import { describe, expect, test } from 'vitest';
import { locales } from '@fashionista/domain/locale';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { eventCopies } from '../../../../local/seed/events/eventCopy.ts';
import { nameStyle } from './styleWords.ts';

const styles = [...new Set(eventCopies.flatMap((copy) => copy.styles))];

describe.each(locales.filter((locale) => locale !== 'en'))('%s', (locale) => {
  test('the demo’s styles are in the reader’s words', () => {
    overwriteGetLocale(() => locale);
    const named = styles.map((style) => nameStyle(style));
    overwriteGetLocale(() => 'en');
    expect(new Set(named).size).toBe(styles.length);
    const same = styles.filter((style, i) => named[i] === style);
    expect(same.length).toBeLessThan(styles.length / 3);
  });
});

test('a style is named whatever its case, and one without words stays as it was written', () => {
  expect(nameStyle('Ready-to-wear')).toBe('ready-to-wear');
  expect(nameStyle('Cyberpunk')).toBe('Cyberpunk');
});
