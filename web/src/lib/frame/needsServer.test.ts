import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { needsServer } from './needsServer.ts';

const stop = (id: string, pathname: string) => ({ route: { id }, url: { pathname } });
const event = stop('/events/[slug]', '/events/folds');
const events = stop('/events', '/events');

test('a step to a page with a load of its own asks the server, one to tickets does not', () => {
  expect(needsServer({ from: events, to: event })).toBe(true);
  expect(needsServer({ from: event, to: stop('/saved', '/saved') })).toBe(true);
  expect(needsServer({ from: event, to: stop('/tickets/[id]', '/tickets/t1') })).toBe(false);
  expect(needsServer({ from: event, to: null })).toBe(false);
});

test('a section or a filter of the hall that is there already asks nobody', () => {
  expect(needsServer({ from: event, to: event })).toBe(false);
  expect(needsServer({ from: event, to: stop('/events/[slug]', '/events/wool') })).toBe(true);
  expect(needsServer({ from: events, to: events })).toBe(true);
});

test.each([
  ...['', '/events', '/events/[slug]', '/events/[slug]/checkout', '/saved', '/sign-in'],
  ...['/tickets', '/tickets/[id]', '/orders/[id]'],
])('it knows which page has a load: %s', (routeId) => {
  const hasLoad = existsSync(new URL(`../../routes${routeId}/+page.server.ts`, import.meta.url));
  expect(needsServer({ from: null, to: stop(routeId || '/', '/somewhere') })).toBe(hasLoad);
});
