/**
 * HTML for mail as a tagged template: whatever is put in is escaped, unless it was made by the template itself. So a
 * name or a title can never become markup, and no one has to remember to escape. No IO.
 */

/** Markup that is safe to send as it is. Only `html` makes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = string | number | Html | readonly Html[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

function render(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map((item) => item.markup).join('');
  return escapeText(String(value));
}

/** Attributes stand in double quotes; that is what the escaping counts on. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(strings.map((string, i) => (i === 0 ? string : render(values[i - 1] ?? '') + string)).join(''));
