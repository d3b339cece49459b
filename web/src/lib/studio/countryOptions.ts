/** Every country, by the name that the reader's language has for it, in that language's order. No IO. */
import { countryCodes } from '@fashionista/domain/countries';
import type { CountryCode } from '@fashionista/domain/countries';
import type { Locale } from '@fashionista/domain/locale';
import { localeTag } from '#lib/ui/localeTag.ts';

export const isCountry = (text: string | undefined): text is CountryCode =>
  countryCodes.some((code) => code === text);

export function nameCountry(country: string, locale: Locale): string {
  return new Intl.DisplayNames(localeTag(locale), { type: 'region' }).of(country) ?? country;
}

export function countryOptions(locale: Locale): { value: CountryCode; label: string }[] {
  const names = new Intl.DisplayNames(localeTag(locale), { type: 'region' });
  const { compare } = new Intl.Collator(localeTag(locale));
  return countryCodes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => compare(one.label, other.label));
}

/** Browsers name languages that no standard knows (`C`, `en-US@posix`): they name no country either. */
function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/** Where the reader most likely is: the country of the first language that names one (`fr-CH`). */
export const likelyCountry = (languages: readonly string[]): CountryCode =>
  languages.map(regionOf).find(isCountry) ?? 'IT';
