/**
 * The four languages are complete: the same keys, the same variables, every plural form the language has. Every message
 * is said somewhere, and French is set as French is.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { locales } from '@fashionista/domain/locale';
import { describe, expect, test } from 'vitest';
import { localeTag } from './ui/localeTag.ts';

interface Variants {
  declarations?: string[];
  match: Record<string, string>;
}
type Message = string | Variants[];

const read = (locale: string) => {
  const { $schema: _schema, ...messages } = JSON.parse(
    readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), 'utf8'),
  ) as Record<string, Message>;
  return messages;
};
const english = read('en');

const patternsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
const variablesOf = (message: Message): string[] => {
  const used = patternsOf(message).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  );
  const declared =
    typeof message === 'string'
      ? []
      : message.flatMap(({ declarations = [] }) =>
          declarations.flatMap((text) => /^input (\w+)$/.exec(text)?.[1] ?? []),
        );
  return [...new Set([...used, ...declared])].toSorted();
};

describe.each(locales)('%s', (locale) => {
  const messages = read(locale);

  test('has every message and no other', () => {
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(english).toSorted());
  });
  test('says nothing with an empty text', () => {
    const empty = Object.entries(messages).filter(([, message]) => patternsOf(message).includes(''));
    expect(empty).toEqual([]);
  });
  test('uses the variables that English uses', () => {
    for (const [key, message] of Object.entries(messages))
      expect([key, variablesOf(message)]).toEqual([key, variablesOf(english[key] ?? '')]);
  });
  test('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(localeTag(locale)).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') continue;
      for (const { declarations = [], match } of message) {
        if (!declarations.some((text) => text.includes(': plural'))) continue;
        const found = Object.keys(match).flatMap((selectors) =>
          selectors.split(',').map((selector) => selector.split('=')[1]?.trim()),
        );
        const missing = found.includes('*') ? [] : forms.filter((form) => !found.includes(form));
        expect([key, missing]).toEqual([key, []]);
      }
    }
  });
});

/** The keys that source names, as `m.some_key`: no other way to a message is used. */
function readUsedKeys(): string[] {
  const folder = path.resolve(import.meta.dirname, '..');
  const files = globSync('**/*.{ts,svelte}', { cwd: folder }).filter(
    (file) => !file.includes('paraglide/') && !file.endsWith('.test.ts'),
  );
  const sources = files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key ?? ''))),
  ];
}

test('every message is said somewhere, and every one that is said is there', () => {
  expect(readUsedKeys().toSorted()).toEqual(Object.keys(english).toSorted());
});

test('French has a no-break space inside its quotation marks and before two-part punctuation', () => {
  const wrong = Object.entries(read('fr')).flatMap(([key, message]) =>
    patternsOf(message)
      .filter((text) =>
        /(?<![\u00a0\u202f])[:;!?»]|«(?![\u00a0\u202f])/.test(text.replaceAll(/https?:/g, '')),
      )
      .map((text) => `${key}: ${text}`),
  );
  expect(wrong).toEqual([]);
});
