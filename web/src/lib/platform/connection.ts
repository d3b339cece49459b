/**
 * Decides what may be said about a live connection. A silent listener is a lie: five seconds without evidence that
 * every listener is in step with the server say "reconnecting". Pure: evidence and instants are passed in. No IO.
 */

export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting';

/** How long nothing may be heard before it is said. */
export const silenceAllowedMs = 5_000;

export class Connection {
  readonly #behind = new Set<symbol>();
  #confirmedAtMs: number | undefined;
  #startedAtMs: number;
  #wokenAtMs = -Infinity;
  #isReachable = true;

  constructor(nowMs: number) {
    this.#startedAtMs = nowMs;
  }

  /** A listener began: it is behind until the server has answered it. */
  begin(listener: symbol): void {
    this.#behind.add(listener);
  }

  /** A listener ended; it no longer counts. */
  end(listener: symbol): void {
    this.#behind.delete(listener);
  }

  /** What a listener shows came from the server (`inStep`), or only from what was kept. */
  hear(listener: symbol, inStep: boolean, nowMs: number): void {
    if (inStep) this.#behind.delete(listener);
    else this.#behind.add(listener);
    if (inStep) this.#isReachable = true;
    this.#confirm(nowMs);
  }

  /** The server has had something newer since that instant than this listener has heard. Asleep, a page hears nothing. */
  doubt(listener: symbol, sinceMs: number): void {
    this.#behind.add(listener);
    if (this.#confirmedAtMs !== undefined)
      this.#confirmedAtMs = Math.min(this.#confirmedAtMs, Math.max(sinceMs, this.#wokenAtMs));
  }

  /** Whether the server was reached by a request of its own, sent at that instant. */
  probe(isReachable: boolean, sentAtMs: number): void {
    this.#isReachable = isReachable;
    this.#confirm(sentAtMs);
  }

  /** The page slept (hidden tab, closed lid): silence while asleep is no evidence of loss. */
  wake(nowMs: number): void {
    this.#wokenAtMs = nowMs;
    if (this.#confirmedAtMs !== undefined) this.#confirmedAtMs = nowMs;
    else this.#startedAtMs = nowMs;
  }

  /** When every listener was last in step with the server. */
  get confirmedAtMs(): number | undefined {
    return this.#confirmedAtMs;
  }

  status(nowMs: number): ConnectionStatus {
    const sinceMs = this.#confirmedAtMs ?? this.#startedAtMs;
    if (nowMs - sinceMs >= silenceAllowedMs) return 'reconnecting';
    return this.#confirmedAtMs === undefined ? 'connecting' : 'live';
  }

  #confirm(atMs: number): void {
    if (this.#behind.size > 0 || !this.#isReachable) return;
    this.#confirmedAtMs = Math.max(this.#confirmedAtMs ?? -Infinity, atMs);
  }
}
