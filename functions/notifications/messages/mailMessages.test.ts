import { describe, expect, test } from 'vitest';
import { locales } from '@fashionista/domain/locale';
import type { Locale } from '@fashionista/domain/locale';
import { accountChanges, linkPurposes } from '@fashionista/domain/notification';
import { attachTicketsPdf } from '../attachTicketsPdf.ts';
import { composeAccountChange } from '../composeAccountChange.ts';
import { composeAccountLink } from '../composeAccountLink.ts';
import { composeOrderPaid } from '../composeOrderPaid.ts';
import { composeOrderRefunded } from '../composeOrderRefunded.ts';
import { demoLink, demoRecords } from '../testing/demoRecords.ts';
import { mailMessages } from './mailMessages.ts';
import type { MailMessages } from './mailMessages.ts';

const keysOf = (messages: MailMessages): string[] =>
  Object.entries(messages).flatMap(([group, texts]) => Object.keys(texts).map((key) => `${group}.${key}`));

/** The messages, noting each text that is asked for. */
function recordUse(messages: MailMessages, used: Set<string>): MailMessages {
  const groups = Object.entries(messages).map(([group, texts]) => [
    group,
    new Proxy(texts as object, {
      get: (target, key) => {
        used.add(`${group}.${String(key)}`);
        return Reflect.get(target, key) as unknown;
      },
    }),
  ]);
  return Object.fromEntries(groups) as MailMessages;
}

test.each(locales)(
  '%s: no text is left over: the mails and the tickets on paper use every one',
  async (locale) => {
    const used = new Set<string>();
    const messages = recordUse(mailMessages[locale], used);
    await composeOrderPaid(demoRecords('order-paid', locale), messages);
    composeOrderRefunded(demoRecords('order-refunded', locale), messages);
    await attachTicketsPdf(demoRecords('order-paid', locale), messages, () => undefined);
    for (const purpose of linkPurposes)
      composeAccountLink(demoLink(purpose, locale), 'code', 'https://portal.example', messages);
    for (const change of accountChanges)
      composeAccountChange({ change, locale }, 'https://portal.example', messages);
    expect([...used].toSorted()).toEqual(keysOf(mailMessages[locale]).toSorted());
  },
);

/** A text with its gaps filled by the same words in each language. */
function fill(locale: Locale, path: string): string {
  const [group = '', key = ''] = path.split('.');
  const texts = mailMessages[locale][group as keyof MailMessages] as Record<string, unknown>;
  const text = texts[key];
  return String(typeof text === 'function' ? (text as (...gaps: unknown[]) => unknown)('§', 2) : text);
}

/** Which of its gaps a text shows, by their positions. */
function gapsOf(locale: Locale, path: string): number[] {
  const [group = '', key = ''] = path.split('.');
  const text = (mailMessages[locale][group as keyof MailMessages] as Record<string, unknown>)[key];
  if (typeof text !== 'function') return [];
  const marks = ['§0', '§1', '§2'];
  const said = String((text as (...gaps: unknown[]) => unknown)(...marks));
  return marks.flatMap((mark, i) => (said.includes(mark) ? [i] : []));
}

test.each(locales)('%s: every text shows what the English shows', (locale) => {
  const paths = keysOf(mailMessages.en);
  expect(paths.map((path) => [path, gapsOf(locale, path)])).toEqual(
    paths.map((path) => [path, gapsOf('en', path)]),
  );
});

describe('nothing is left in English', () => {
  /** The same word in both languages. */
  const sameWord: Partial<Record<Locale, string[]>> = {
    fr: ['orderPaid.total', 'place.standingPlace'],
    es: ['orderPaid.total'],
  };
  test.each(locales.filter((locale) => locale !== 'en'))('%s', (locale) => {
    const paths = keysOf(mailMessages.en);
    const english = paths.filter((path) => fill(locale, path) === fill('en', path));
    expect(english).toEqual(paths.filter((path) => sameWord[locale]?.includes(path)));
  });
});

test('French has its narrow no-break space before two-part punctuation', () => {
  for (const path of keysOf(mailMessages.fr)) expect(fill('fr', path)).not.toMatch(/[^\u202f][:;?!]/);
});
