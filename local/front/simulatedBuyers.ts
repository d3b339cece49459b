/**
 * The front's side of the part `simulated-buyers`: passes the switch on, and remembers what the part last said, so that
 * no page waits for it.
 * IO: HTTP to the part.
 */
import type { CrowdState } from '../simulated-buyers/crowd.ts';
import type { SwitchRequest } from '../simulated-buyers/crowdSettings.ts';
import type { EventChoice } from '../simulated-buyers/routes.ts';

/** Switching off lasts until all that was held is let go. */
const timeoutMs = 30_000;

export class SimulatedBuyers {
  readonly #origin: string;
  #known: CrowdState | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** What the part said last; `undefined` when it did not answer. */
  get known(): CrowdState | undefined {
    return this.#known;
  }

  async read(): Promise<CrowdState | undefined> {
    this.#known = await this.#ask<CrowdState>('state');
    return this.#known;
  }

  async switch(request: SwitchRequest): Promise<void> {
    this.#known = await this.#ask<CrowdState>('switch', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  /** Where they can be sent, soonest first; none while that cannot be read. */
  async readEvents(): Promise<EventChoice[]> {
    return (await this.#ask<EventChoice[]>('events')) ?? [];
  }

  /** `undefined`: no answer. The page then says so; a part that has died ends the whole run by itself. */
  async #ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    try {
      const answer = await fetch(`${this.#origin}/api/${path}`, {
        ...init,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (answer.ok) return (await answer.json()) as Answer;
      process.stderr.write(`Simulated buyers, ${path}: ${answer.status} ${await answer.text()}\n`);
    } catch (error) {
      process.stderr.write(`Simulated buyers, ${path}: ${String(error)}\n`);
    }
    return undefined;
  }
}
