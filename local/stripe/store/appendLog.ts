/**
 * An append-only log of JSON lines in a folder: what the double remembers between runs. A line is written in one synchronous
 * call before the answer goes out, so Ctrl-C loses nothing that was answered; a line cut short by a crash is the last one and
 * is left out. Opening compacts: the old log is replayed and rewritten beside itself, then renamed.
 * IO: files in the folder it is given.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** `value` absent: the entry was deleted. */
export type LogEntry = { table: string; id: string; value?: unknown };

function isLogEntry(value: unknown): value is LogEntry {
  return typeof value === 'object' && value !== null && 'table' in value && 'id' in value;
}

function parseLines(text: string): LogEntry[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const entry: unknown = JSON.parse(line);
      return isLogEntry(entry) ? [entry] : [];
    } catch (error) {
      if (error instanceof SyntaxError) return []; // cut short by a crash
      throw error;
    }
  });
}

export class AppendLog {
  readonly #path: string;
  #descriptor: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#path = join(folder, 'stripe.jsonl');
    this.#descriptor = openSync(this.#path, 'a');
  }

  read(): LogEntry[] {
    return existsSync(this.#path) ? parseLines(readFileSync(this.#path, 'utf8')) : [];
  }

  append(entry: LogEntry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }

  /** Replaces the whole log. */
  rewrite(entries: Iterable<LogEntry>): void {
    const fresh = `${this.#path}.new`;
    const descriptor = openSync(fresh, 'w');
    for (const entry of entries) writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    closeSync(this.#descriptor);
    renameSync(fresh, this.#path);
    this.#descriptor = descriptor;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
