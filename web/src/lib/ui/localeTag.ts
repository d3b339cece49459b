/**
 * The BCP 47 tag that a language of the portal is formatted by. English follows Europe's habits (day before month,
 * 24 hours), since that is where the shows are. No IO.
 */
import type { Locale } from '@fashionista/domain/locale';

const tags: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', es: 'es-ES' };

export const localeTag = (locale: Locale): string => tags[locale];
