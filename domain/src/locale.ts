/** The languages the portal speaks. English has no prefix in addresses. No IO. */
export const locales = ['en', 'fr', 'it', 'es'] as const;
export type Locale = (typeof locales)[number];
