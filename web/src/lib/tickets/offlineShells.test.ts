import { expect, test } from 'vitest';
import { filesNamedIn, shellOf, shellPaths } from './offlineShells.ts';

test('one page of each kind and language is kept', () => {
  expect(shellPaths).toHaveLength(12);
  expect(new Set(shellPaths).size).toBe(12);
  expect(shellPaths).toContain('/tickets');
  expect(shellPaths).toContain('/fr/orders/offline');
});

test.each([
  ['/tickets', '/tickets'],
  ['/tickets/', '/tickets'],
  ['/tickets/Zk4m-X1_north-a-12', '/tickets/offline'],
  ['/it/tickets/Zk4m_a-1', '/it/tickets/offline'],
  ['/es/orders/Zk4m', '/es/orders/offline'],
])('%s opens as %s', (pathname, shell) => {
  expect(shellOf(pathname)).toBe(shell);
});

test.each([
  '/',
  '/events',
  '/events/lace',
  '/events/lace/checkout',
  '/orders',
  '/orders/a/b',
  '/de/tickets/a',
  '/api/tickets/a',
  '/events/tickets/a',
  '/sign-in',
])('%s always comes from the server', (pathname) => {
  expect(shellOf(pathname)).toBeUndefined();
});

test('the files of a page are read out of its markup, each once', () => {
  const html = `<link href="../_app/immutable/assets/0.C-1_a.css" rel="stylesheet">
    <script>import("../_app/immutable/entry/start.B_1.js"); import("../_app/immutable/entry/start.B_1.js")</script>`;
  expect(filesNamedIn(html)).toEqual([
    '_app/immutable/assets/0.C-1_a.css',
    '_app/immutable/entry/start.B_1.js',
  ]);
});
