/**
 * The server's time in the browser. A hold's countdown is counted by it, so a wrong clock on a phone neither hides
 * seconds nor invents them. Learns the offset from each answer's `serverTime`. No IO: instants are passed in.
 */

/** A sample this old yields to a newer one even where that one is less sharp: clocks drift. */
const sampleKeptMs = 5 * 60_000;

export class ServerClock {
  #offsetMs = 0;
  #errorMs = Infinity;
  #sampledAtMs = -Infinity;
  readonly #localNowMs: () => number;

  constructor(localNowMs: () => number = Date.now) {
    this.#localNowMs = localNowMs;
  }

  /**
   * Takes in an answer's `serverTime` (ISO 8601). The server wrote it somewhere between sending and receiving: the
   * middle is the best guess, and half the round trip is how wrong it can be. The sharpest recent sample is kept.
   */
  observe(serverTime: string, sentAtMs: number, receivedAtMs: number): void {
    const serverMs = Date.parse(serverTime);
    if (Number.isNaN(serverMs)) return;
    const errorMs = (receivedAtMs - sentAtMs) / 2;
    const isStale = receivedAtMs - this.#sampledAtMs > sampleKeptMs;
    if (errorMs > this.#errorMs && !isStale) return;
    this.#offsetMs = serverMs - (sentAtMs + receivedAtMs) / 2;
    this.#errorMs = errorMs;
    this.#sampledAtMs = receivedAtMs;
  }

  /** The server's time now, as well as it is known. */
  now(): Date {
    return new Date(this.#localNowMs() + this.#offsetMs);
  }

  /** Milliseconds until an instant of the server's, never below 0. */
  msUntil(instant: Date): number {
    return Math.max(0, instant.getTime() - this.now().getTime());
  }
}
