import { expect, test } from 'vitest';
import { writeSitemap } from './writeSitemap.ts';

const written = writeSitemap(['/', '/events/rain & <cloth>'], 'https://portal.example');

test('each page stands once a language, and names itself in the others', () => {
  const places = [...written.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
  expect(places).toHaveLength(8);
  expect(new Set(places).size).toBe(8);
  expect(places).toContain('https://portal.example/fr/events/rain%20&amp;%20%3Ccloth%3E');
  expect(written.match(/hreflang="it"/g)).toHaveLength(8);
  expect(written.match(/hreflang="x-default"/g)).toHaveLength(8);
});

test('no address breaks out of its element', () => {
  const attack = writeSitemap(['/events/"/><evil a="&'], 'https://portal.example');
  expect(attack).not.toContain('<evil');
  expect(attack.replace(/&(amp|lt|gt|quot|apos);/g, '')).not.toContain('&');
});
