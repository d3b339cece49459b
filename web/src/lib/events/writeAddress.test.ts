import { expect, test } from 'vitest';
import { writeAddress } from './writeAddress.server.ts';

test('an address stands as its country writes it, the country in the reader’s language', () => {
  const florence = { street: 'Borgo dei Setaioli 4', postalCode: '50122', city: 'Florence', region: 'FI' };
  expect(writeAddress({ ...florence, country: 'IT' }, 'fr')).toEqual([
    'Borgo dei Setaioli 4',
    '50122 Florence FI',
    'Italie',
  ]);
  const london = { street: '31 Threadgold Street', postalCode: 'E2 7QN', city: 'London', country: 'GB' };
  expect(writeAddress(london, 'en')).toEqual(['31 Threadgold Street', 'London', 'E2 7QN', 'United Kingdom']);
  const angeles = { street: '2290 Saltbush Avenue', postalCode: '90021', city: 'Los Angeles', region: 'CA' };
  expect(writeAddress({ ...angeles, country: 'US' }, 'es')).toEqual([
    '2290 Saltbush Avenue',
    'Los Angeles, CA 90021',
    'Estados Unidos',
  ]);
});
