/**
 * The page `/__/local`: what runs on this machine, where, and who can sign in. It stands apart from the front's own work, under
 * the path that Hosting keeps for itself, so that it can never hide a page of the product.
 * No IO.
 */
import { panelScript, panelStyle } from './buyersPanel.ts';
import { escapeHtml } from './escapeHtml.ts';

export interface LocalPart {
  name: string;
  origin: string;
  about: string;
}
export interface LocalParts {
  parts: LocalPart[];
  accounts?: Record<string, { email: string; password: string }>;
}

/** Reads the environment's LOCAL_PARTS; nothing set is an empty page. */
export function readLocalParts(text: string | undefined): LocalParts {
  return text === undefined || text === '' ? { parts: [] } : (JSON.parse(text) as LocalParts);
}

const STYLE = `
  :root { color-scheme: light dark; --paper: #f7f3ec; --ink: #1a1714; --quiet: #6a6157; --line: #d8d0c4; --accent: #8c1c2b; }
  @media (prefers-color-scheme: dark) {
    :root { --paper: #16130f; --ink: #ece5d8; --quiet: #a79c8d; --line: #38322a; --accent: #e8877a; }
  }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 62rem; padding: clamp(1.5rem, 5vw, 5rem) clamp(1.25rem, 5vw, 4rem); background: var(--paper);
    color: var(--ink); font: 1rem/1.5 'Instrument Sans', ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
  h1 { font: 400 clamp(2.5rem, 8vw, 5.5rem)/0.95 'Bodoni Moda', 'Bodoni 72', Didot, 'Playfair Display', serif;
    letter-spacing: -0.03em; margin: 0 0 1rem; text-wrap: balance; }
  h2 { font-size: 0.8rem; font-weight: 600; letter-spacing: 0.12em; text-transform: uppercase; margin: 4rem 0 0; color: var(--quiet); }
  p { max-width: 42rem; color: var(--quiet); margin: 0; }
  ul, dl { list-style: none; margin: 0.75rem 0 0; padding: 0; border-top: 1px solid var(--line); }
  li, dl div { border-bottom: 1px solid var(--line); }
  a { display: grid; grid-template-columns: minmax(7rem, 1fr) 2fr auto; gap: 0.25rem 1.5rem; padding: 1rem 0; color: inherit;
    text-decoration: none; align-items: baseline; }
  a:hover b, a:focus-visible b { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
  b { font: 400 1.5rem/1.1 'Bodoni Moda', 'Bodoni 72', Didot, serif; }
  span { color: var(--quiet); }
  code { font: 0.875rem/1.5 ui-monospace, monospace; user-select: all; }
  dl div { display: grid; grid-template-columns: minmax(7rem, 1fr) 2fr auto; gap: 0.25rem 1.5rem; padding: 0.75rem 0; }
  dt { font-weight: 600; } dd { margin: 0; }
  :focus { outline-offset: 4px; } :focus-visible { outline: 2px solid var(--accent); }
  @media (max-width: 36rem) { a, dl div { grid-template-columns: 1fr; } }
`;

/** `buyersPanel`: the switch of the simulated buyers, where that part runs. */
export function renderLocalPage({ parts, accounts = {} }: LocalParts, buyersPanel = ''): string {
  const partItems = parts.map(
    ({ name, origin, about }) => `
      <li><a href="${escapeHtml(origin)}"><b>${escapeHtml(name)}</b><span>${escapeHtml(about)}</span><code>${escapeHtml(origin)}</code></a></li>`,
  );
  const accountItems = Object.entries(accounts).map(
    ([role, { email, password }]) => `
      <div><dt>${escapeHtml(role)}</dt><dd><code>${escapeHtml(email)}</code></dd><dd><code>${escapeHtml(password)}</code></dd></div>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>This machine · Fashionista Portal</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}${panelStyle}</style>
  </head>
  <body>
    <main>
      <h1>This machine</h1>
      <p>Everything that the portal needs runs here, on loopback. Nothing on these pages leaves it.</p>${buyersPanel}
      <h2 id="parts">Parts</h2>
      <ul aria-labelledby="parts">${partItems.join('')}</ul>
      ${accountItems.length === 0 ? '' : `<h2>Accounts: e-mail and password</h2><dl>${accountItems.join('')}</dl>`}
    </main>
    <script type="module">${panelScript}</script>
  </body>
</html>
`;
}
