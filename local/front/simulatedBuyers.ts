/**
 * The front's side of the part `simulated-buyers`: passes the switch on, and remembers what the part last said, so that
 * no page waits for it.
 * IO: HTTP to the part.
 */
import type { SimulatedBuyersState } from '../simulated-buyers/routes.ts';
import type { SwitchRequest } from '../simulated-buyers/crowdSettings.ts';

/** Switching off lasts until all that was held is let go. */
const timeoutMs = 30_000;

export class SimulatedBuyers {
  readonly #origin: string;
  #known: SimulatedBuyersState | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** What the part said last; `undefined` when it did not answer. */
  get known(): SimulatedBuyersState | undefined {
    return this.#known;
  }

  read(): Promise<SimulatedBuyersState | undefined> {
    return this.#ask('state', {});
  }

  switch(request: SwitchRequest): Promise<SimulatedBuyersState | undefined> {
    return this.#ask('switch', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  async #ask(path: string, init: RequestInit): Promise<SimulatedBuyersState | undefined> {
    try {
      const answer = await fetch(`${this.#origin}/api/${path}`, {
        ...init,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
      this.#known = (await answer.json()) as SimulatedBuyersState;
    } catch (error) {
      // The page says that nothing is known: a part that has died ends the whole run by itself.
      process.stderr.write(`Simulated buyers at ${this.#origin}: ${String(error)}\n`);
      this.#known = undefined;
    }
    return this.#known;
  }
}
