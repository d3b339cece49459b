/**
 * The one place where a function's trouble is told: on stderr with the function's name, and in a short memory that
 * `GET /__/status` shows. It stands apart so that no caller can tell only one of the two.
 * IO: stderr.
 */
export interface Failure {
  at: string;
  function: string;
  /** What was being done, e.g. "event", "task attempt 2", "schedule". */
  during: string;
  message: string;
}

const REMEMBERED = 50;

export class FailureLog {
  #recent: Failure[] = [];

  /** Newest last. */
  get recent(): readonly Failure[] {
    return this.#recent;
  }

  add(functionName: string, during: string, error: unknown): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`[${functionName}] ${during}: ${message}\n`);
    this.#recent.push({ at: new Date().toISOString(), function: functionName, during, message });
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
  }
}
