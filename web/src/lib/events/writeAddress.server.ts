/**
 * An address as its own country writes it (order, line breaks, capitals: Google's libaddressinput data), with the
 * country's name last, in the reader's language. On the server alone: the lines are sent, the table is not. No IO.
 */
import type { Venue } from '@fashionista/domain/event';
import type { Locale } from '@fashionista/domain/locale';
import { formatAddress } from 'localized-address-format';
import { localeTag } from '#lib/ui/localeTag.ts';

/** Its lines, without the venue's name. */
export function writeAddress(address: Venue['address'], locale: Locale): string[] {
  const { street, postalCode, city, region, country } = address;
  const lines = formatAddress({
    addressLines: [street],
    postalCode,
    locality: city,
    postalCountry: country,
    ...(region && { administrativeArea: region }),
  });
  const name = new Intl.DisplayNames(localeTag(locale), { type: 'region' }).of(country) ?? country;
  return [...lines, name];
}
