import { expect, test } from 'vitest';
import { html } from './html.ts';

test('whatever is put in is escaped, in text and in attributes', () => {
  const hostile = `<b onclick="x('&')">`;
  expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
    '<p title="&lt;b onclick=&quot;x(&#39;&amp;&#39;)&quot;&gt;">&lt;b onclick=&quot;x(&#39;&amp;&#39;)&quot;&gt;</p>',
  );
});

test('markup made by the template stays markup, alone and in lists', () => {
  const items = ['a', '<'].map((item) => html`<li>${item}</li>`);
  expect(html`<b>${items}</b>`.markup).toBe('<b><li>a</li><li>&lt;</li></b>');
  expect(html`<b>${html`<i>${3}</i>`}</b>`.markup).toBe('<b><i>3</i></b>');
});

test('an object that only looks like markup is not taken for it', () => {
  const forged = { markup: '<script>' } as unknown as string;
  expect(() => html`${forged}`.markup).toThrow();
});
