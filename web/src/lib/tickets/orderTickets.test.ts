import type { OrderId, Uid } from '@fashionista/domain/ids';
import type { Ticket, TicketStatus } from '@fashionista/domain/ticket';
import { expect, test } from 'vitest';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import type { QueryShape } from '#lib/platform/queryShape.ts';
import { OrderTickets } from './orderTickets.svelte.ts';

const ticket = (number: number, status: TicketStatus) =>
  ({ ticketId: `t${number}`, sectionId: 's', row: 'a', number, status }) as unknown as Ticket;

function open() {
  let listener: Listener<Ticket[]> | undefined;
  let asked: QueryShape | undefined;
  const kept = {
    listenQuery: (shape: QueryShape, given: Listener<Ticket[]>) => {
      asked = shape;
      listener = given;
      return () => (listener = undefined);
    },
  } as unknown as KeptStore;
  const tickets = new OrderTickets(kept);
  const stop = tickets.follow('o1' as OrderId, 'u1' as Uid);
  return {
    shown: () => tickets.standing.map(({ ticketId, status }) => `${ticketId} ${status}`),
    say: (...values: Ticket[]) => listener?.onValue(values, false),
    asked: () => asked,
    isListening: () => listener !== undefined,
    stop,
  };
}

test('asks for mine of this order: what the rules can prove', () => {
  expect(open().asked()?.where).toEqual([
    ['uid', '==', 'u1'],
    ['orderId', '==', 'o1'],
  ]);
});

test('a ticket that is scanned while it stands there says so, and stays', () => {
  const { shown, say, stop, isListening } = open();
  say(ticket(2, 'valid'), ticket(1, 'valid'), ticket(3, 'used'));
  expect(shown()).toEqual(['t1 valid', 't2 valid']);
  say(ticket(2, 'valid'), ticket(1, 'used'), ticket(3, 'used'));
  expect(shown()).toEqual(['t1 used', 't2 valid']);
  stop();
  expect(isListening()).toBe(false);
});
