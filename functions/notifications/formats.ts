/**
 * Money, dates and addresses as readers of a language write them, by Intl. Times are the venue's own, because that is
 * where the reader must be. No IO.
 */
import type { Venue } from '@fashionista/domain/event';
import type { Locale } from '@fashionista/domain/locale';

/** English as Europe writes it: the day before the month, 24 hours. */
export const languageTags: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', es: 'es-ES' };

/** An amount in the currency's own minor units: 12000 EUR is €120.00, 12000 JPY is ¥12,000. */
export function formatMoney(amountMinor: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(languageTags[locale], { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const dateFormat = (locale: Locale, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(languageTags[locale], options);

/** "Friday 18 September 2026". */
export const formatDay = (at: Date, timeZone: string, locale: Locale): string =>
  dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
    at,
  );

/** "20:30". */
export const formatTime = (at: Date, timeZone: string, locale: Locale): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);

/** The zone's name on that day, "CEST" or "UTC+2"; some languages would write "UTC+0", which people do not. */
export function formatZone(at: Date, timeZone: string, locale: Locale): string {
  const parts = dateFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return name.replace(/[+−-]0$/, '');
}

/** Where the post code follows the town, as the Universal Postal Union lists it; elsewhere it goes before. */
const townFirst = ['AU', 'CA', 'GB', 'IE', 'US'];

/** The lines of a postal address, the country in the reader's language. */
export function formatAddress(
  { street, postalCode, city, country }: Venue['address'],
  locale: Locale,
): string[] {
  const town = townFirst.includes(country) ? `${city} ${postalCode}` : `${postalCode} ${city}`;
  const countryName = new Intl.DisplayNames(languageTags[locale], { type: 'region' }).of(country) ?? country;
  return [street, town, countryName];
}
