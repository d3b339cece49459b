/**
 * Money for people: minor units and an ISO 4217 code, in the reader's language. No IO.
 */
import { localeTag } from './localeTag.ts';
import type { Locale } from '@fashionista/domain/locale';

/** How many minor units make one: 100 for EUR, 1 for JPY, 1000 for KWD. */
export function minorPerMajor(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  return 10 ** (digits ?? 2);
}

/** `€120` or `€120.50`: whole amounts drop their zeros, as prices on a door do. */
export function formatMoney(amountMinor: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(localeTag(locale), {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amountMinor / minorPerMajor(currency));
}
