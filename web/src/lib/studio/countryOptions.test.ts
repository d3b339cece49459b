import { expect, test } from 'vitest';
import { countryOptions, likelyCountry, nameCountry } from './countryOptions.ts';

test('countries stand in the order of the reader’s language, accents or not', () => {
  const french = countryOptions('fr').map(({ label }) => label);
  expect(french.indexOf('Égypte')).toBeLessThan(french.indexOf('Espagne'));
  expect(french.indexOf('Écosse')).toBe(-1);
  expect(nameCountry('IT', 'es')).toBe('Italia');
});

test.each([
  [['fr-CH', 'de'], 'CH'],
  [['en', 'pt-BR'], 'BR'],
  // A region of the world is no country.
  [['es-419', 'en-US'], 'US'],
  [['C', 'en-US@posix', '', 'de-AT'], 'AT'],
  [['de'], 'IT'],
  [[], 'IT'],
])('of %j it is %s', (languages, country) => {
  expect(likelyCountry(languages)).toBe(country);
});
