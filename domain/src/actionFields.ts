/** What the schemas of actions are made of: objects without other fields, texts that people can see. No IO. */
import * as v from 'valibot';
import { requestIdSchema } from './idSchemas.ts';
import { isEmailAddress, isSeen } from './typedText.ts';

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

export const text = (maxLength: number) =>
  v.pipe(
    v.string('must be text'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
    v.check(
      (typed) => typed === '' || isSeen(typed),
      'must have something to see, and no control or invisible characters',
    ),
  );

/** Why somebody does what not everybody may, in their words: it stands in the audit for ever. */
export const reason = text(500);

export const emailAddress = v.pipe(text(254), v.check(isEmailAddress, 'must be an e-mail address'));
/** Of an account: Auth takes letters of both cases for the same address, so that what is kept under it is found by it. */
export const accountAddress = v.pipe(emailAddress, v.toLowerCase());
