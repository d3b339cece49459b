import { describe, expect, test } from 'vitest';
import { labelHtml } from './labelPages.ts';

const page = (language: string) =>
  `<!doctype html><html lang="${language}"><head></head><body data-sveltekit-preload-data="hover"><div>app</div></body></html>`;

describe('the label of simulated buyers', () => {
  test('stands behind the app, which stays as it is', () => {
    const labelled = labelHtml(page('en'), 12);
    expect(labelled).toMatch(/<div>app<\/div><aside [^]*about 12 a minute[^]*<\/body><\/html>$/);
  });
  test.each([
    ['fr', 'Acheteurs simulés à l’œuvre\u00a0:'],
    ['it', 'Acquirenti simulati'],
    ['es', 'Compradores simulados'],
    ['de', 'Simulated buyers'],
  ])('speaks the page’s language: %s', (language, text) => {
    expect(labelHtml(page(language), 12)).toContain(text);
  });
  test('nothing without a body is touched', () => {
    expect(labelHtml('<p>part</p>', 12)).toBe('<p>part</p>');
  });
});
