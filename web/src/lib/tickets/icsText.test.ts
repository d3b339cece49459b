import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, foldLine, writeIcs } from './icsText.ts';

const octetsOf = (line: string) => new TextEncoder().encode(line).length;
const unfold = (text: string) => text.replaceAll('\r\n ', '');

describe('folding', () => {
  test('75 octets stay one line, 76 do not', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75));
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
  });

  test('a continuation counts its space', () => {
    const lines = foldLine('a'.repeat(75 + 74 + 1)).split('\r\n');
    expect(lines.map(octetsOf)).toEqual([75, 75, 2]);
  });

  test('no character is cut, however many octets it takes', () => {
    expect(foldLine(`${'a'.repeat(74)}é`)).toBe(`${'a'.repeat(74)}\r\n é`);
    expect(foldLine(`${'a'.repeat(72)}🪡`)).toBe(`${'a'.repeat(72)}\r\n 🪡`);
  });

  test('any text comes back whole, from lines that all fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        fc.pre(!/[\r\n]/.test(text));
        const folded = foldLine(text);
        expect(unfold(folded)).toBe(text);
        for (const line of folded.split('\r\n')) expect(octetsOf(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});

test('what parts values is escaped, line ends become \\n, other controls go', () => {
  expect(escapeText('Silk, lace; C:\\attic\r\nRow A\nSeat 1\u0007')).toBe(
    'Silk\\, lace\\; C:\\\\attic\\nRow A\\nSeat 1',
  );
});

test('an entry is written as calendars read it', () => {
  const text = writeIcs(
    {
      uid: 'e1@fashionista-portal',
      title: 'Soie, dentelle',
      startsAt: new Date('2026-10-03T17:30:00.000Z'),
      endsAt: new Date('2026-10-03T19:00:00.000Z'),
      location: 'Salone, Firenze',
      description: 'Row A, seat 1\nhttps://portal.example/tickets/t1',
      url: 'https://portal.example/tickets/t1?a=1,2;b',
    },
    new Date('2026-09-01T10:00:30.500Z'),
  );
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fashionista Portal//Tickets//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:e1@fashionista-portal',
    'DTSTAMP:20260901T100030Z',
    'SEQUENCE:29804280',
    'DTSTART:20261003T173000Z',
    'DTEND:20261003T190000Z',
    'SUMMARY:Soie\\, dentelle',
    'LOCATION:Salone\\, Firenze',
    'DESCRIPTION:Row A\\, seat 1\\nhttps://portal.example/tickets/t1',
    'URL:https://portal.example/tickets/t1?a=1,2;b',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});
