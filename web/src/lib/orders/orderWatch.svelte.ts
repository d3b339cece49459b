/**
 * Watches one order until nothing more is to come: listens to its record, and, where that stays silent, asks the server
 * to look at the payment service, gently. A lost webhook is so healed by who waits for it. IO: kept store and actions
 * passed in, timers.
 */
import type { OrderId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Api } from '#lib/platform/api.ts';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import { hasTickets, isWaiting } from './orderView.ts';

/** Pauses before each look, counted from the last change; the last one repeats. */
const lookAfterMs = [5_000, 10_000, 20_000, 40_000, 60_000];

/** `missing`: no such order, or somebody else's; the rules tell no difference. */
export type WatchStatus = 'loading' | 'known' | 'missing' | 'failed';

interface Parts {
  api: Pick<Api, 'call'>;
  kept: Pick<KeptStore, 'listenDocument' | 'readerUid'>;
  orderId: OrderId;
}

export class OrderWatch {
  readonly #parts: Parts;
  #order = $state.raw<Order | null>(null);
  #status = $state<WatchStatus>('loading');
  #looks = $state(0);
  #waits = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get order(): Order | null {
    return this.#order;
  }
  get status(): WatchStatus {
    return this.#status;
  }
  /** How often the server has looked and answered. */
  get looks(): number {
    return this.#looks;
  }

  /** Begins; `lookNow` asks the server at once, for who comes back from the bank's page. Answers what ends it. */
  follow(lookNow: boolean): () => void {
    this.#isStopped = false;
    this.#status = 'loading';
    const stop = this.#parts.kept.listenDocument<Order>(
      paths.order(this.#parts.orderId),
      {
        onValue: (order) => this.#show(order),
        onFailure: (failure) => {
          this.#status = failure === 'denied' ? 'missing' : 'failed';
          this.#stopTimer();
        },
      },
      // What is still being paid is never shown from the past, and what an organizer reads of a buyer stays on no device.
      { mayKeep: (order) => hasTickets(order) && order.uid === this.#parts.kept.readerUid },
    );
    if (lookNow) void this.#look();
    return () => {
      this.#isStopped = true;
      stop();
      this.#stopTimer();
    };
  }

  #show(order: Order | undefined): void {
    if (!order) {
      this.#status = 'missing';
      return;
    }
    const isSame = this.#order?.status === order.status && this.#order.refundPending === order.refundPending;
    this.#order = order;
    this.#status = 'known';
    if (!isWaiting(order)) this.#stopTimer();
    else if (!isSame || this.#timer === undefined) {
      this.#waits = 0;
      this.#schedule();
    }
  }

  #schedule(): void {
    this.#stopTimer();
    const pauseMs = lookAfterMs[Math.min(this.#waits, lookAfterMs.length - 1)];
    this.#waits += 1;
    this.#timer = setTimeout(() => void this.#lookAndGoOn(), pauseMs);
  }

  async #lookAndGoOn(): Promise<void> {
    await this.#look();
    if (!this.#isStopped && this.#order && isWaiting(this.#order)) this.#schedule();
  }

  async #look(): Promise<void> {
    const result = await this.#parts.api.call('orders/refresh', { orderId: this.#parts.orderId });
    // No answer is no look: the next one comes by itself.
    if (result.ok) this.#looks += 1;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
