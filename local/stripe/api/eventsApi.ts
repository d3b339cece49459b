/**
 * The event endpoints: what a webhook would have said, for whoever missed it. IO: the ledger.
 */
import { invalidRequest, resourceMissing } from '../model/apiRefusal.ts';
import { defineRoute } from './apiRoute.ts';
import { listPage } from './listing.ts';
import { LIST_EVENTS, RETRIEVE } from './parameterTables.ts';

const retrieve = defineRoute({
  method: 'GET',
  path: '/v1/events/:id',
  parameters: RETRIEVE,
  execute: ({ id }, { ledger }) => {
    const event = ledger.store.events.get(id);
    if (event === undefined) throw resourceMissing('event', id, 'id', true);
    return event;
  },
});

/** `charge.*` stands for every type that begins so. */
function isTypeWanted(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

const list = defineRoute({
  method: 'GET',
  path: '/v1/events',
  parameters: LIST_EVENTS,
  execute: ({ parameters }, { ledger }) => {
    const { type, types, delivery_success: isDelivered } = parameters;
    if (type !== undefined && types !== undefined) {
      throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'types' });
    }
    const wanted = types ?? (type === undefined ? ['*'] : [type]);
    const events = ledger.store.events
      .list()
      .filter((event) => wanted.some((one) => isTypeWanted(event.type, one)))
      .filter((event) => isDelivered === undefined || isDelivered === (event.pending_webhooks === 0));
    return listPage(events, parameters, '/v1/events', 'event');
  },
});

export const EVENT_ROUTES = [list, retrieve];
