/** Each language by its own name: never translated, so that who cannot read the page still finds it. No IO. */
import type { Locale } from '@fashionista/domain/locale';

export const languageNames: Record<Locale, string> = {
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  es: 'Español',
};
