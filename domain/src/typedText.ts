/** What may be typed into a field, as pages and the server both check it. No IO. */

/** Control characters, halves of characters, and what hides or turns the text around it on tickets, in mails and at the door. */
const unseen = /[\p{Cc}\p{Cs}\u200B\u202A-\u202E\u2060-\u2069\uFEFF]/u;

export const hasUnseenCharacters = (typed: string): boolean => unseen.test(typed);

/**
 * One address, in the form that the HTML standard gives `<input type="email">`, with a dot in its domain: nothing that a mail
 * server would read as two.
 */
const emailForm =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

export const isEmailAddress = (typed: string): boolean => emailForm.test(typed);
