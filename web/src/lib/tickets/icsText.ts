/**
 * One event as the text of an .ics file, by RFC 5545: CRLF, lines folded at 75 octets without cutting a character, texts
 * escaped, instants in UTC. Ours, because what it takes is this page: see docs/decisions/0003-libraries.md. No alarm is
 * written: every calendar has its owner's own reminders, and those that ask before they import an alarm alarm people.
 * No IO, no clock.
 */

export interface CalendarEntry {
  /** The same for the same event, so that adding it again replaces it. */
  uid: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  location: string;
  /** Lines, parted by `\n`. */
  description: string;
  url: string;
}

const mostOctets = 75;
const encoder = new TextEncoder();

/** RFC 5545 3.1: a long line goes on after CRLF and a space, which counts. */
export function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > mostOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** RFC 5545 3.3.11. Control characters other than a line's end are not allowed in a text at all. */
export const escapeText = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

/** `20261003T173000Z` */
const utc = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** RFC 5545 3.8.7.4 wants a revision that only grows; events have none, so it is the minute of writing. */
const sequenceOf = (stampedAt: Date): number => Math.floor(stampedAt.getTime() / 60_000);

export function writeIcs(entry: CalendarEntry, stampedAt: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fashionista Portal//Tickets//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeText(entry.uid)}`,
    `DTSTAMP:${utc(stampedAt)}`,
    `SEQUENCE:${sequenceOf(stampedAt)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escapeText(entry.title)}`,
    `LOCATION:${escapeText(entry.location)}`,
    `DESCRIPTION:${escapeText(entry.description)}`,
    // A URI is not a text: nothing in it is escaped.
    `URL:${entry.url}`,
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}
