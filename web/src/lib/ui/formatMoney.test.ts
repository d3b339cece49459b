import { expect, test } from 'vitest';
import { formatMoney } from './formatMoney.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('a whole amount drops its zeros, a broken one keeps them', () => {
  expect(formatMoney(12_000, 'EUR', 'en')).toBe('€120');
  expect(formatMoney(12_050, 'EUR', 'en')).toBe('€120.50');
});
test('each language writes money its own way', () => {
  expect(plain(formatMoney(123_456, 'EUR', 'fr'))).toBe('1 234,56 €');
  expect(plain(formatMoney(123_456, 'EUR', 'it'))).toBe('1234,56 €');
  expect(plain(formatMoney(1_234_567, 'EUR', 'es'))).toBe('12.345,67 €');
});
test('a currency without minor units is not divided by a hundred', () => {
  expect(formatMoney(15_000, 'JPY', 'en')).toBe('JP¥15,000');
});
