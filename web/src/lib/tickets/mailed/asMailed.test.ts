import { expect, test } from 'vitest';
import type { EventId, TicketId } from '@fashionista/domain/ids';
import { place, smallEvent, smallHall } from '#lib/seats/testing/smallHall.ts';
import { asMailed, mailedPlace } from './asMailed.ts';
import type { TicketCode } from './ticketCode.ts';

const codeFor = (placeId: string): TicketCode => ({
  text: 'a.b.c',
  claims: { sub: `o1_${placeId}` as TicketId, aud: 'e1' as EventId, place: place(placeId), rev: 1 },
});

test('[T7] the place is said in words once the plan is there, and by its id until then', () => {
  expect(mailedPlace(codeFor('floor-b-3'), smallHall())).toBe('Row B, seat 3');
  expect(mailedPlace(codeFor('floor-b-3'), undefined)).toBe('floor-b-3');
  expect(mailedPlace(codeFor('gone-a-1'), smallHall())).toBe('gone-a-1');
});

test('[T7] section and ticket type come from the plan and the event, and are empty where neither says', () => {
  const of = (placeId: string, plan = smallHall()) => asMailed(codeFor(placeId), smallEvent(), plan);
  expect(of('floor-a-1')).toMatchObject({
    ticketId: 'o1_floor-a-1',
    code: 'a.b.c',
    status: 'valid',
    sectionName: 'Floor',
    ticketTypeName: 'Floor',
    eventTitle: 'Small',
  });
  expect(of('box-a-1')).toMatchObject({ sectionName: 'Box', ticketTypeName: '' });
  expect(asMailed(codeFor('floor-a-1'), smallEvent(), undefined)).toMatchObject({
    sectionName: '',
    ticketTypeName: '',
  });
});
