/** What the schemas of actions are made of: objects without other fields, texts that people can see. No IO. */
import * as v from 'valibot';
import { requestIdSchema } from './ids.ts';

/** An object of these fields and no others, and no list; what is missing or too much is told in words. */
export const fields = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.unknown(),
    v.check((input) => !Array.isArray(input), 'must be an object'),
    v.strictObject(entries, ({ expected, received }) => {
      if (expected === 'never') return 'is not a field of this action';
      return received === 'undefined' ? 'is missing' : 'must be an object';
    }),
  );

export const requestId = v.optional(requestIdSchema);
/** Control characters, halves of characters, and what hides or turns the text around it on tickets, in mails and at the door. */
const unseen = /[\p{Cc}\p{Cs}\u200B\u202A-\u202E\u2060-\u2069\uFEFF]/u;

export const text = (maxLength: number) =>
  v.pipe(
    v.string('must be text'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
    v.check((typed) => !unseen.test(typed), 'must not have control or invisible characters'),
  );

/** Why somebody does what not everybody may, in their words: it stands in the audit for ever. */
export const reason = text(500);

export const emailAddress = v.pipe(text(254), v.email('must be an e-mail address'));
