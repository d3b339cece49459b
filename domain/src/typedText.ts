/** What may be typed into a field, as pages and the server both check it. No IO. */

/**
 * Control characters, halves of characters, and what is not drawn, or hides or turns the text around it on tickets, in mails and at
 * the door: Unicode's default ignorable code points, and the blank of braille. Joiners and variation selectors are part
 * of how names and emoji are written. firestore.rules has the same.
 */
const unseen =
  /[\p{Cc}\p{Cs}\u2800]|(?!\u200C|\u200D|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u;
const drawn = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether all of it can be seen, and there is something to see. */
export const isSeen = (typed: string): boolean => !unseen.test(typed) && drawn.test(typed);

/**
 * One address, in the form that the HTML standard gives `<input type="email">`, with a dot in its domain: nothing that a mail
 * server would read as two.
 */
const emailForm =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

export const isEmailAddress = (typed: string): boolean => emailForm.test(typed);
