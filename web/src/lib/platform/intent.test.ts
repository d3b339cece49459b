import { expect, test } from 'vitest';
import { Intent } from './intent.ts';

test('a wish keeps its request id until it is changed, or done', () => {
  const intent = new Intent();
  const first = intent.idOf({ name: 'Casa Prova' });
  expect(intent.idOf({ name: 'Casa Prova' })).toBe(first);
  const changed = intent.idOf({ name: 'Casa Nova' });
  expect(changed).not.toBe(first);
  intent.done();
  expect(intent.idOf({ name: 'Casa Nova' })).not.toBe(changed);
});
