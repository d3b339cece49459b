/**
 * Everything the double remembers, in tables by id, in the order things were made. Values are immutable; a change puts a new
 * one. With a folder every change is logged (appendLog.ts), without one the state lives as long as the process.
 * IO: only through the log.
 */
import type { IntentRecord } from '../model/paymentIntentSteps.ts';
import type { PaymentMethodRecord } from '../model/paymentMethods.ts';
import type { RefundRecord } from '../model/refunds.ts';
import type { Charge, StripeEvent } from '../model/stripeObjects.ts';
import { AppendLog } from './appendLog.ts';
import type { LogEntry } from './appendLog.ts';

/** What was answered to an idempotency key. `body` is the exact text. */
export type KeyRecord = {
  path: string;
  parameters: string;
  status: number;
  body: string;
  requestId: string;
  createdAtMs: number;
};

export type DeliveryAttempt = { atMs: number; status: number | null; error: string | null };

type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped';

export type Delivery = {
  deliveryId: string;
  eventId: string;
  /** 0 for the first, more for a duplicate or a resend. */
  copy: number;
  state: DeliveryState;
  attempts: readonly DeliveryAttempt[];
  /** When the next attempt is due; meaningful while waiting. */
  dueAtMs: number;
};

export class Table<Value> {
  readonly #values = new Map<string, Value>();
  readonly #onChange: (id: string, value: Value | undefined) => void;

  constructor(onChange: (id: string, value: Value | undefined) => void) {
    this.#onChange = onChange;
  }

  get(id: string): Value | undefined {
    return this.#values.get(id);
  }

  put(id: string, value: Value): void {
    this.#values.set(id, value);
    this.#onChange(id, value);
  }

  delete(id: string): void {
    if (this.#values.delete(id)) this.#onChange(id, undefined);
  }

  /** Oldest first. */
  list(): Value[] {
    return [...this.#values.values()];
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }

  clear(): void {
    this.#values.clear();
  }

  /** Takes back what was logged: the log is trusted, it was written by this code. */
  restore(id: string, value: unknown): void {
    if (value === undefined) this.#values.delete(id);
    else this.#values.set(id, value as Value);
  }
}

export class Store {
  readonly #log: AppendLog | null;
  readonly intents = this.#table<IntentRecord>('intents');
  readonly methods = this.#table<PaymentMethodRecord>('methods');
  readonly charges = this.#table<Charge>('charges');
  readonly refunds = this.#table<RefundRecord>('refunds');
  readonly events = this.#table<StripeEvent>('events');
  readonly deliveries = this.#table<Delivery>('deliveries');
  readonly keys = this.#table<KeyRecord>('keys');
  readonly #tables = {
    intents: this.intents,
    methods: this.methods,
    charges: this.charges,
    refunds: this.refunds,
    events: this.events,
    deliveries: this.deliveries,
    keys: this.keys,
  };

  constructor(folder: string | null) {
    this.#log = folder === null ? null : new AppendLog(folder);
    for (const { table, id, value } of this.#log?.read() ?? []) {
      Object.entries(this.#tables)
        .find(([name]) => name === table)?.[1]
        .restore(id, value);
    }
    this.#log?.rewrite(this.#listEntries());
  }

  clear(): void {
    for (const table of Object.values(this.#tables)) table.clear();
    this.#log?.rewrite([]);
  }

  close(): void {
    this.#log?.close();
  }

  #table<Value>(name: string): Table<Value> {
    return new Table<Value>((id, value) => this.#log?.append({ table: name, id, value }));
  }

  *#listEntries(): IterableIterator<LogEntry> {
    for (const [table, values] of Object.entries(this.#tables)) {
      for (const [id, value] of values.entries()) yield { table, id, value };
    }
  }
}
