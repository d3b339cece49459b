/**
 * While simulated buyers are at work, every page that the front serves says so, above the product's own frame: a strip in
 * the page's language with the way to the switch. It is the front's, not the web app's, which so knows nothing of it; and
 * while they are off no byte of any page differs from production's.
 * Rules: a labelled page is kept by no cache; the strip goes by itself once they are switched off.
 * No IO: it changes answers on their way out.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buyersPath } from './buyersPanel.ts';

export const stripScriptPath = '/__/local/strip.js';

/** The strip's own words, as the portal's four languages have them; `#` is the pace. */
const words: Record<string, { label: string; text: string; link: string }> = {
  en: {
    label: 'Demonstration',
    text: 'Simulated buyers are at work: about # a minute.',
    link: 'Switch them off',
  },
  fr: {
    label: 'Démonstration',
    text: 'Acheteurs simulés à l’œuvre\u00a0: environ # par minute.',
    link: 'Les arrêter',
  },
  it: {
    label: 'Dimostrazione',
    text: 'Acquirenti simulati all’opera: circa # al minuto.',
    link: 'Fermarli',
  },
  es: {
    label: 'Demostración',
    text: 'Compradores simulados en acción: unos # por minuto.',
    link: 'Detenerlos',
  },
};

/** Takes the strip away from pages that stay open. Pages' policy allows scripts of their own origin, none inline. */
export const stripScript = `
  const strip = document.querySelector('[data-simulated-buyers]');
  const timer = setInterval(async () => {
    if (document.visibilityState !== 'visible' || !navigator.onLine) return;
    const response = await fetch('${buyersPath}').catch(() => undefined);
    if (!response?.ok || (await response.json()).isOn) return;
    strip.remove();
    clearInterval(timer);
  }, 3000);
`;

/** First to the eye and last in the page: the skip link stays the first that a keyboard meets. */
const style = `
  body { --strip: 2rem; padding-block-start: var(--strip); }
  @media (max-width: 40rem) { body { --strip: 3.25rem; } }
  [data-simulated-buyers] { position: absolute; inset: 0 0 auto; min-block-size: var(--strip); display: grid; align-content: center;
    padding-inline: 1rem; text-wrap: balance;
    background: var(--ink); color: var(--paper); font: 0.8125rem/1.4 'Instrument Sans Variable', ui-sans-serif, system-ui, sans-serif;
    font-variant-numeric: tabular-nums; text-align: center; }
  [data-simulated-buyers] p { margin: 0; max-inline-size: none; }
  [data-simulated-buyers] a { color: inherit; margin-inline-start: 0.75em; white-space: nowrap; text-underline-offset: 0.2em; }
  [data-simulated-buyers] a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
  @media print { body { padding: 0; } [data-simulated-buyers] { display: none; } }
`;

export function renderStrip(language: string, buyersAMinute: number): string {
  const { label, text, link } = words[language] ?? words['en'] ?? { label: '', text: '', link: '' };
  const told = text.replace('#', String(buyersAMinute));
  return (
    `<aside data-simulated-buyers aria-label="${label}"><style>${style}</style><p>${told}` +
    `<a href="/__/local#simulated-buyers">${link}</a></p></aside><script type="module" src="${stripScriptPath}"></script>`
  );
}

/** The page with the strip at its body's end; what has no body stays as it is. */
export function labelHtml(html: string, buyersAMinute: number): string {
  const language = /<html[^>]*\slang="([a-z]{2})/.exec(html)?.[1] ?? 'en';
  return html.replace('</body>', (end) => renderStrip(language, buyersAMinute) + end);
}

/** From now on `response`, if it turns out to be a page, is kept back until it is whole, and goes out labelled. */
export function labelPages(request: IncomingMessage, response: ServerResponse, buyersAMinute: number): void {
  if (request.method !== 'GET' || !String(request.headers.accept).includes('text/html')) return;
  // A browser that has the page unlabelled must not be told that it is unchanged.
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
  const chunks: Buffer[] = [];
  const pass = { write: response.write.bind(response), end: response.end.bind(response) };
  const isPage = () =>
    !response.headersSent && /^text\/html/.test(String(response.getHeader('content-type')));
  response.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    if (!isPage()) return pass.write(chunk, ...(rest as []));
    chunks.push(Buffer.from(chunk as string));
    return true;
  };
  response.end = (chunk?: unknown, ...rest: unknown[]): ServerResponse => {
    if (!isPage()) return pass.end(chunk, ...(rest as []));
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
    for (const header of ['content-length', 'etag', 'last-modified']) response.removeHeader(header);
    response.setHeader('cache-control', 'private, no-store');
    return pass.end(labelHtml(Buffer.concat(chunks).toString('utf8'), buyersAMinute));
  };
}
