/**
 * The tickets of one order that stand side by side, live: those that admit, in the order of their places. One that was
 * shown and then used stays, with its new status: nothing vanishes under a finger. Read by the two filters that the
 * rules prove (mine, of this order). IO: the live store passed in.
 */
import type { OrderId, TicketId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';
import { pickStanding } from './pickStanding.ts';

export class OrderTickets {
  readonly #live: Pick<LiveStore, 'listenQuery'>;
  readonly #kept: Set<TicketId>;
  #standing = $state.raw<Ticket[]>([]);
  #isCached = $state(false);

  /** `keep`: shown whatever its status. */
  constructor(live: Pick<LiveStore, 'listenQuery'>, keep: readonly TicketId[] = []) {
    this.#live = live;
    this.#kept = new Set(keep);
  }

  get standing(): readonly Ticket[] {
    return this.#standing;
  }
  get isCached(): boolean {
    return this.#isCached;
  }

  /** Answers what ends it. */
  follow(orderId: OrderId, uid: Uid): () => void {
    return this.#live.listenQuery<Ticket>(
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
          this.#standing = pickStanding(tickets, this.#kept);
          for (const { ticketId } of this.#standing) this.#kept.add(ticketId);
        },
        // The ticket in the address has its own listener and stays: only its neighbours are missing.
        onFailure: () => undefined,
      },
    );
  }
}
