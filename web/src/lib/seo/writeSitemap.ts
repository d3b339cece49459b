/** The sitemap: each page once a language, each naming the others, as sitemaps.org and Google want it. No IO. */
import { baseLocale, locales, localizeUrl } from '#lib/paraglide/runtime.js';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** `pages`: paths without a language; a slug may be any text. */
export function writeSitemap(pages: readonly string[], origin: string): string {
  const entries = pages.flatMap((path) => {
    const plain = new URL(path, origin);
    const at = (locale: (typeof locales)[number]) => escapeXml(localizeUrl(plain, { locale }).href);
    const others: { language: string; href: string }[] = [
      ...locales.map((locale) => ({ language: locale, href: at(locale) })),
      { language: 'x-default', href: at(baseLocale) },
    ];
    const links = others
      .map(({ language, href }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`)
      .join('');
    return locales.map((locale) => `<url><loc>${at(locale)}</loc>${links}</url>`);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>\n',
  ].join('\n');
}
