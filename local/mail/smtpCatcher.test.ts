import { describe, expect, test } from 'vitest';
import { CALM, readKnobs } from './smtpCatcher.ts';

describe('knobs', () => {
  test('a change keeps what it does not name', () => {
    expect(readKnobs({ ...CALM, delayMs: 5 }, { rejectNext: 2, code: 550 })).toEqual({
      rejectNext: 2,
      code: 550,
      delayMs: 5,
    });
  });

  test.each([[{ code: 250 }], [{ rejectNext: -1 }], [{ delayMs: 'soon' }], [{ rejectAll: true }], [null]])(
    '%o is refused',
    (change) => {
      expect(readKnobs(CALM, change)).toBeTypeOf('string');
    },
  );
});
