import { describe, expect, it } from 'vitest';
import { parseAction } from './actions.ts';
import type { ActionName } from './actions.ts';

/** The paths of the fields refused, or none. */
function refused(name: ActionName, body: unknown): string[] {
  const parsed = parseAction(name, body);
  if (parsed.ok) return [];
  if (parsed.error.code !== 'invalid-argument') return [parsed.error.code];
  return parsed.error.details?.fields.map((field) => field.path) ?? [];
}

const hold = { eventId: 'gala', places: ['s-a-1', 's-a-2'] };
const contact = { name: 'Ada', email: 'ada@example.com' };

describe('what actions take', () => {
  it('chosen places, or a quantity', () => {
    expect(refused('seats/hold', hold)).toEqual([]);
    expect(
      refused('seats/hold', { eventId: 'gala', quantity: 2, together: true, accessible: false }),
    ).toEqual([]);
  });

  it.each<[ActionName, unknown, string[]]>([
    ['seats/hold', { ...hold, places: [] }, ['places']],
    ['seats/hold', { ...hold, places: ['s-a-1', 'NO!'] }, ['places.1']],
    ['seats/hold', { ...hold, places: ['s-a-1', 's-a-1'] }, ['places.1']],
    ['seats/hold', { ...hold, places: 's-a-1' }, ['places']],
    ['seats/hold', { ...hold, quantity: 2 }, ['places']],
    ['seats/hold', { eventId: 'gala', quantity: 0 }, ['quantity']],
    ['seats/hold', { eventId: 'gala', quantity: 1.5 }, ['quantity']],
    ['seats/hold', { places: ['s-a-1'] }, ['eventId']],
    ['seats/hold', { ...hold, requestId: 'short' }, ['requestId']],
    ['seats/hold', null, ['']],
    ['accounts/open', [], ['']],
    ['seats/hold', [hold], ['']],
    ['orders/checkout', { holdId: 'gala_u1', contact: [contact], locale: 'it' }, ['contact']],
    ['seats/release', { holdId: 'gala' }, ['holdId']],
    ['seats/extend', { holdId: 'gala_u1', more: 1 }, ['more']],
    [
      'orders/checkout',
      { holdId: 'gala_u1', contact: { ...contact, email: 'no' }, locale: 'it' },
      ['contact.email'],
    ],
    [
      'orders/checkout',
      { holdId: 'gala_u1', contact: { ...contact, name: '  ' }, locale: 'it' },
      ['contact.name'],
    ],
    ['orders/checkout', { holdId: 'gala_u1', contact, locale: 'de' }, ['locale']],
    ['orders/cancel', { orderId: 'a/b' }, ['orderId']],
    ['orders/cancel', { orderId: '__a__' }, ['orderId']],
  ])('%s %j names the field', (name, body, paths) => {
    expect(refused(name, body)).toEqual(paths);
  });

  it.each(['a\r\nb', 'a\u0000b', '\u202Eedalp', 'half \uD83D'])(
    'a name with control or turning characters, or half of one, is none: %j',
    (name) => {
      expect(
        refused('orders/checkout', { holdId: 'gala_u1', contact: { ...contact, name }, locale: 'it' }),
      ).toEqual(['contact.name']);
    },
  );

  it('a name keeps the joiners that its script needs', () => {
    const name = 'نگین\u200Cپور';
    expect(
      refused('orders/checkout', { holdId: 'gala_u1', contact: { ...contact, name }, locale: 'it' }),
    ).toEqual([]);
  });

  it('says in words what is missing, and what is too much', () => {
    expect(parseAction('seats/extend', {})).toMatchObject({ error: { message: 'holdId is missing' } });
    expect(parseAction('seats/extend', { holdId: 'gala_u1', more: 1 })).toMatchObject({
      error: { message: 'more is not a field of this action' },
    });
  });

  it('trims what people type', () => {
    const parsed = parseAction('orders/checkout', {
      holdId: 'gala_u1',
      contact: { name: ' Ada ', email: ' ada@example.com ' },
      locale: 'it',
    });
    expect(parsed).toMatchObject({ ok: true, value: { contact: { name: 'Ada', email: 'ada@example.com' } } });
  });
});
