/**
 * Makes what people typed fit for one line of a subject, a plain text or a page: no line breaks, no other control
 * characters, nothing that turns the direction of the text around it. No IO.
 */

// C0 and C1 controls, line and paragraph separators; bidirectional embeddings, overrides and isolates.
// eslint-disable-next-line no-control-regex -- these are what it is for
const breaking = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const reordering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const plainLine = (text: string): string => text.replace(reordering, '').replace(breaking, ' ').trim();
