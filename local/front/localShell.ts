/** What the pages of this machine share: their look, and the frame around what each says. No IO. */
import { escapeHtml } from './escapeHtml.ts';

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
  dd.more { grid-column: 2 / -1; color: var(--quiet); }
  a.inline { display: inline; padding: 0; color: var(--ink); text-decoration: underline; text-underline-offset: 0.2em; }
  dt { font-weight: 600; } dd { margin: 0; }
  :focus { outline-offset: 4px; } :focus-visible { outline: 2px solid var(--accent); }
  @media (max-width: 36rem) { a, dl div { grid-template-columns: 1fr; } dd.more { grid-column: auto; } }
`;

export interface LocalShell {
  title: string;
  main: string;
  style?: string;
  script?: string;
}

export const renderLocalShell = ({ title, main, style = '', script }: LocalShell): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)} · Fashionista Portal</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}${style}</style>
  </head>
  <body>
    <main>
      ${main}
    </main>${
      script === undefined
        ? ''
        : `
    <script type="module">${script}</script>`
    }
  </body>
</html>
`;
