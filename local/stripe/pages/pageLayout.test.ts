import { describe, expect, it } from 'vitest';
import { html, renderPage } from './pageLayout.ts';

describe('rendering a page', () => {
  it('escapes every value, in the title too', () => {
    const evil = `<script>"&'</script>`;
    const page = renderPage(evil, html`<p title="${evil}">${evil}</p>`);
    expect(page).not.toContain('<script>');
    expect(page.match(/&lt;script&gt;&quot;&amp;&#39;/g)).toHaveLength(3);
  });

  it('keeps markup that was made by it, in lists too', () => {
    const list = html`<ul>
      ${[1, 2].map((item) => html`<li>${item}</li>`)}
    </ul>`;
    expect(list.text.replaceAll(/\s/g, '')).toBe('<ul><li>1</li><li>2</li></ul>');
  });
});
