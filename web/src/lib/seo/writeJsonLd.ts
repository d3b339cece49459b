/**
 * Linked data as text for a `<script type="application/ld+json">`. What is in the data may be anything: `<`, `>` and `&`
 * are written as escapes of JSON, which mean the same, so that no text of it can end the script or begin a comment.
 * U+2028 and U+2029 too. No IO.
 */
const escapes: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

export const writeJsonLd = (graph: readonly object[]): string =>
  JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => escapes[character] ?? '',
  );

/** `json`: as `writeJsonLd` wrote it. */
export const jsonLdElement = (json: string): string => `<script type="application/ld+json">${json}</script>`;
