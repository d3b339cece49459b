import { describe, expect, test } from 'vitest';
import { ContactDraft } from './contactDraft.svelte.ts';

function keep(initial?: string) {
  let kept = initial ?? null;
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
}
function filled(values: Partial<Record<'name' | 'email' | 'phone', string>>, storage = keep()) {
  const draft = new ContactDraft(storage);
  for (const [field, value] of Object.entries(values)) draft.write(field as 'name', value);
  return draft;
}

describe('checking', () => {
  test('says of each field what is wrong with it', () => {
    const draft = filled({ email: 'ida', phone: 'call me' });
    expect(draft.check()).toBeUndefined();
    expect(draft.problems).toEqual({ name: 'missing', email: 'invalid', phone: 'invalid' });
    expect(draft.firstWrong).toBe('name');
  });

  test('passes what the server takes: trimmed, the telephone only if there is one', () => {
    const draft = filled({ name: ' Ida Marchetti ', email: ' ida@example.com ', phone: ' ' });
    expect(draft.check()).toEqual({ name: 'Ida Marchetti', email: 'ida@example.com' });
    expect(draft.problems).toEqual({});
  });

  test('a corrected field is no longer wrong', () => {
    const draft = filled({ name: 'Ida', email: 'ida' });
    draft.check();
    draft.write('email', 'ida@example.com');
    expect(draft.firstWrong).toBeUndefined();
  });

  test('takes the server’s refusals field by field', () => {
    const draft = filled({ name: 'Ida', email: 'ida@example.com' });
    expect(draft.blame([{ path: 'contact.email', message: 'must be an e-mail address' }])).toBe(true);
    expect(draft.problems).toEqual({ email: 'invalid' });
    expect(draft.blame([{ path: 'locale', message: 'must be one of en' }])).toBe(false);
  });
});

describe('whose it is', () => {
  test('what a member typed, or their account filled in, is not the next one’s', () => {
    const storage = keep();
    const draft = new ContactDraft(storage);
    draft.belongTo('ida');
    draft.fill({ name: 'Ida Marchetti', email: 'ida@example.com' });
    const next = new ContactDraft(storage);
    next.belongTo('noor');
    next.fill({ email: 'noor@example.com' });
    expect(next.read('name')).toBe('');
    expect(next.read('email')).toBe('noor@example.com');
  });

  test('nor a guest’s, once the member has signed out', () => {
    const draft = new ContactDraft(keep());
    draft.belongTo('ida');
    draft.write('phone', '+39 055 123456');
    draft.belongTo(undefined);
    expect(draft.isEmpty).toBe(true);
  });

  test('what a guest typed stays theirs when they sign in, and over a reload then', () => {
    const storage = keep();
    filled({ name: 'Ida' }, storage).belongTo('ida');
    const again = new ContactDraft(storage);
    again.belongTo('ida');
    expect(again.read('name')).toBe('Ida');
  });
});

describe('nothing typed is lost', () => {
  test('by a reload', () => {
    const storage = keep();
    filled({ name: 'Ida', email: 'ida@example.com' }, storage);
    const again = new ContactDraft(storage);
    expect(again.read('name')).toBe('Ida');
    expect(again.read('email')).toBe('ida@example.com');
  });

  test('to what is known from elsewhere: that only fills what is empty', () => {
    const draft = filled({ name: 'Ida' });
    draft.fill({ name: 'Account Name', email: 'account@example.com' });
    expect(draft.read('name')).toBe('Ida');
    expect(draft.read('email')).toBe('account@example.com');
  });

  test('what cannot be read is as if there were nothing', () => {
    expect(new ContactDraft(keep('not json')).isEmpty).toBe(true);
    expect(new ContactDraft(keep('{"name":5}')).isEmpty).toBe(true);
  });
});
