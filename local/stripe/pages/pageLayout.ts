/**
 * The frame of the double's pages: plain HTML, light and dark, no script. Everything that is shown is escaped here. No IO.
 */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is HTML already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | null | readonly Markup[];

function render(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map((part) => part.text).join('');
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A template whose values are escaped. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const parts = strings.map(
    (part, index) => part + (index < pieces.length ? render(pieces[index] ?? null) : ''),
  );
  return new Markup(parts.join(''));
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1714; --paper: #faf7f2; --line: #d6cfc4; --soft: #655d54; --accent: #7a1f2b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0e9df; --paper: #171412; --line: #3d3731; --soft: #b3a99c; --accent: #e8909b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 'Instrument Sans', system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
main.narrow { max-width: 28rem; }
h1 { font: 400 2rem/1.15 'Bodoni Moda', Didot, Georgia, serif; margin: 0 0 0.5rem; }
h2 { font-size: 1rem; margin: 2.5rem 0 0.5rem; }
p { margin: 0.5rem 0; }
.soft { color: var(--soft); }
.amount { font: 400 2.5rem/1.2 'Bodoni Moda', Didot, Georgia, serif; margin: 1rem 0; }
a { color: var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.wrap { white-space: normal; min-width: 12rem; }
th { font-weight: 600; color: var(--soft); }
code { font-family: ui-monospace, monospace; font-size: 0.85em; }
form { display: inline; }
.actions { display: flex; gap: 0.75rem; margin-top: 1.5rem; }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; padding: 0.2rem 0.7rem; cursor: pointer; }
.actions button { flex: 1; min-height: 3rem; }
.actions button.first { background: var(--ink); color: var(--paper); border-color: var(--ink); }
button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

export function renderPage(title: string, content: Markup, isNarrow = false): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <main class="${isNarrow ? 'narrow' : 'wide'}">${content}</main>
      </body>
    </html>`.text;
}
