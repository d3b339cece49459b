import { expect, test } from 'vitest';
import { Intent } from './intent.ts';

test('a wish keeps its request id until it is changed', () => {
  const intent = new Intent();
  const first = intent.idOf({ name: 'Casa Prova' });
  expect(intent.idOf({ name: 'Casa Prova' })).toBe(first);
  expect(intent.idOf({ name: 'Casa Nova' })).not.toBe(first);
});
