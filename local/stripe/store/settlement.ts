/**
 * Ends what takes a while: bank debits that are being processed and refunds that are still open. Each has its instant in the
 * store, so a restart takes them up again; `settleNow` ends all of them at once for tests.
 * IO: timers; the ledger.
 */
import { settleProcessing } from '../model/paymentIntentMachine.ts';
import { settleRefund } from '../model/refunds.ts';
import { NOBODY } from './ledger.ts';
import type { Ledger } from './ledger.ts';

export class Settlement {
  readonly #ledger: Ledger;
  readonly #nowMs: () => number;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(ledger: Ledger, nowMs: () => number) {
    this.#ledger = ledger;
    this.#nowMs = nowMs;
  }

  resume(): void {
    const { intents, refunds } = this.#ledger.store;
    for (const { intent } of intents.list()) this.watchIntent(intent.id);
    for (const { refund } of refunds.list()) this.watchRefund(refund.id);
  }

  watchIntent(intentId: string): void {
    const settlesAtMs = this.#ledger.store.intents.get(intentId)?.attempt?.settlesAtMs ?? null;
    if (settlesAtMs !== null) this.#schedule(intentId, settlesAtMs, () => this.#settleIntent(intentId));
  }

  watchRefund(refundId: string): void {
    const settlesAtMs = this.#ledger.store.refunds.get(refundId)?.settlesAtMs ?? null;
    if (settlesAtMs !== null) this.#schedule(refundId, settlesAtMs, () => this.#settleRefund(refundId));
  }

  /** Ends everything that would end by itself; answers with the ids. */
  settleNow(): string[] {
    const ids = [...this.#timers.keys()];
    for (const id of ids) {
      this.#forget(id);
      if (this.#ledger.store.intents.get(id) === undefined) this.#settleRefund(id);
      else this.#settleIntent(id);
    }
    return ids;
  }

  clear(): void {
    for (const id of [...this.#timers.keys()]) this.#forget(id);
  }

  #forget(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #schedule(id: string, atMs: number, settle: () => void): void {
    this.#forget(id);
    const timer = setTimeout(
      () => {
        this.#timers.delete(id);
        settle();
      },
      Math.max(0, atMs - this.#nowMs()),
    );
    this.#timers.set(id, timer);
  }

  #settleIntent(intentId: string): void {
    const record = this.#ledger.store.intents.get(intentId);
    if (record?.attempt?.phase !== 'processing') return;
    const known = this.#ledger.findMethod(record.attempt.methodId);
    const charge = this.#ledger.findCharge(record.intent.latest_charge);
    if (known === undefined || charge === undefined) return;
    const from = this.#ledger.provenance();
    this.#ledger.commitIntent(settleProcessing(record, charge, known.method, known.test, from), NOBODY);
  }

  #settleRefund(refundId: string): void {
    const record = this.#ledger.store.refunds.get(refundId);
    const charge = this.#ledger.findCharge(record?.refund.charge ?? null);
    if (record === undefined || record.settlesAs === null || charge === undefined) return;
    this.#ledger.commitRefund(settleRefund(record, charge, this.#ledger.provenance()), NOBODY);
  }
}
