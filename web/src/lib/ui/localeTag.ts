/**
 * The BCP 47 tag that a language of the portal is formatted by. English follows Europe's habits (day before month,
 * 24 hours), since that is where the shows are. No IO.
 */
import type { Locale } from '@fashionista/domain/locale';

const tags: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', es: 'es-ES' };

/** The day a week begins with, as ISO 8601 counts: 1 is Monday. `Intl` knows it too, but not in every browser. */
const firstWeekdays: Record<Locale, number> = { en: 1, fr: 1, it: 1, es: 1 };

export const firstWeekdayOf = (locale: Locale): number => firstWeekdays[locale];
export const localeTag = (locale: Locale): string => tags[locale];
