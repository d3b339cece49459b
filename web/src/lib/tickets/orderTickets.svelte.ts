/**
 * The tickets of one order that stand side by side, live: those that admit, in the order of their places. One that was
 * shown and then used stays, with its new status: nothing vanishes under a finger. Read by the two filters that the
 * rules prove (mine, of this order). IO: the kept store passed in.
 */
import type { OrderId, TicketId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Ticket, TicketStatus } from '@fashionista/domain/ticket';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import { pickStanding } from './pickStanding.ts';

export class OrderTickets {
  readonly #store: Pick<KeptStore, 'listenQuery'>;
  readonly #kept: Set<TicketId>;
  #standing = $state.raw<Ticket[]>([]);
  #statuses = $state.raw<ReadonlyMap<TicketId, TicketStatus>>();
  #isCached = $state(false);

  /** `keep`: shown whatever its status. */
  constructor(store: Pick<KeptStore, 'listenQuery'>, keep: readonly TicketId[] = []) {
    this.#store = store;
    this.#kept = new Set(keep);
  }

  get standing(): readonly Ticket[] {
    return this.#standing;
  }
  /** Of every ticket that I hold of it, those that no longer admit too; `undefined` until they are known. */
  get statuses(): ReadonlyMap<TicketId, TicketStatus> | undefined {
    return this.#statuses;
  }
  get isCached(): boolean {
    return this.#isCached;
  }

  /** Answers what ends it. */
  follow(orderId: OrderId, uid: Uid): () => void {
    return this.#store.listenQuery<Ticket>(
      {
        collection: paths.tickets,
        where: [
          ['uid', '==', uid],
          ['orderId', '==', orderId],
        ],
      },
      {
        onValue: (tickets, cached) => {
          this.#isCached = cached;
          this.#statuses = new Map(tickets.map(({ ticketId, status }) => [ticketId, status]));
          this.#standing = pickStanding(tickets, this.#kept);
          for (const { ticketId } of this.#standing) this.#kept.add(ticketId);
        },
        // The ticket in the address has its own listener and stays: only its neighbours are missing.
        onFailure: () => undefined,
      },
      ({ ticketId }) => paths.ticket(ticketId),
    );
  }
}
