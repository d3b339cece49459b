/**
 * Buyers in a process of their own, who hold two seats at a time all over the hall, at a steady rate whatever the
 * answers take (an open loop). Who has ten lets them all go and begins anew. First message in: the input; out: that the
 * rush is on; then in: `stop`; out: what was done. IO: HTTP.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, setGlobalDispatcher } from 'undici';
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import { percentile } from './statistics.ts';

export interface RushersInput {
  api: string;
  eventId: string;
  /** What one hold takes. */
  pairs: string[][];
  tokens: string[];
  perSecond: number;
}

export interface RushersOutput {
  /** Holds asked for a second, and how many of those were held, by the clock from the first to the last. */
  askedPerSecond: number;
  heldPerSecond: number;
  holdP95Ms: number;
  /** How often each error code was answered. */
  refusals: Record<string, number>;
}

interface Guest {
  token: string;
  holdId?: string;
  pairs: string[][];
  /** With so many it lets go. At first not all have the same: else all would let go at once. */
  fullAt: number;
}

const connections = 256;
const pairsPerGuest = placesPerBuyer / 2;

class Rushers {
  #input: RushersInput;
  #idle: Guest[];
  #free: string[][];
  #pending = new Set<Promise<void>>();
  #isOver = false;
  #asked = 0;
  #held = 0;
  #latenciesMs: number[] = [];
  #refusals: Record<string, number> = {};

  constructor(input: RushersInput) {
    this.#input = input;
    this.#idle = input.tokens.map((token, i) => ({ token, pairs: [], fullAt: 1 + (i % pairsPerGuest) }));
    this.#free = [...input.pairs];
  }

  end(): void {
    this.#isOver = true;
  }

  /** Asks at the appointed instants until it is over; one that is missed is made up for at once. */
  async run(onBegun: () => void): Promise<RushersOutput> {
    const { perSecond } = this.#input;
    const startedAt = performance.now();
    while (!this.#isOver) {
      const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
      while (this.#asked < due) this.#askOnce();
      if (this.#asked >= perSecond) onBegun();
      await pause(2);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const output = {
      askedPerSecond: this.#asked / seconds,
      heldPerSecond: this.#held / seconds,
      holdP95Ms: percentile(this.#latenciesMs, 0.95),
      refusals: this.#refusals,
    };
    await Promise.all(this.#pending);
    await Promise.all(this.#idle.map((guest) => this.#release(guest)));
    return output;
  }

  #askOnce(): void {
    this.#asked += 1;
    let guest = this.#idle.shift();
    while (guest && guest.pairs.length >= guest.fullAt) {
      this.#track(guest, this.#release(guest));
      guest = this.#idle.shift();
    }
    if (!guest) {
      this.#count('nobody-idle');
      return;
    }
    const [pair = []] = this.#free.splice(Math.floor(Math.random() * this.#free.length), 1);
    this.#track(guest, this.#hold(guest, pair));
  }

  #track(guest: Guest, work: Promise<void>): void {
    const done = work.then(() => {
      this.#idle.push(guest);
      this.#pending.delete(done);
    });
    this.#pending.add(done);
  }

  async #hold(guest: Guest, pair: string[]): Promise<void> {
    const { eventId } = this.#input;
    const askedAt = performance.now();
    const answer = await this.#call(guest.token, 'seats/hold', { eventId, places: pair });
    this.#latenciesMs.push(performance.now() - askedAt);
    if (answer.holdId === undefined) {
      this.#free.push(pair);
      return;
    }
    this.#held += 1;
    guest.holdId = answer.holdId;
    guest.pairs.push(pair);
  }

  async #release(guest: Guest): Promise<void> {
    if (guest.holdId === undefined || guest.pairs.length === 0) return;
    await this.#call(guest.token, 'seats/release', { holdId: guest.holdId });
    this.#free.push(...guest.pairs);
    guest.pairs = [];
    guest.fullAt = pairsPerGuest;
  }

  async #call(token: string, action: string, body: object): Promise<{ holdId?: string }> {
    const answer = await fetch(`${this.#input.api}/api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answered = (await answer.json()) as { holdId?: string; error?: { code: string } };
    if (answered.error) this.#count(answered.error.code);
    return answered;
  }

  #count(code: string): void {
    this.#refusals[code] = (this.#refusals[code] ?? 0) + 1;
  }
}

process.once('message', (input: RushersInput) => {
  setGlobalDispatcher(new Agent({ connections, pipelining: 1 }));
  const rushers = new Rushers(input);
  process.once('message', () => rushers.end());
  process.once('disconnect', () => process.exit(1));
  let hasBegun = false;
  const tellBegun = () => {
    if (!hasBegun) process.send?.('begun');
    hasBegun = true;
  };
  void rushers.run(tellBegun).then((output) => {
    process.send?.(output, () => process.exit(0));
  });
});
