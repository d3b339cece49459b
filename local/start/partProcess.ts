/**
 * One part as a child process: started in a process group of its own (so that Ctrl-C reaches only us, and we stop parts
 * in order), watched for its ready line, logged to a file, stopped with all it started.
 * The part learns of our death by its stdin (EXIT_WITH_STDIN): we hold the other end and never write, and the system
 * closes it however we die, kill -9 included. IO: processes, log files.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { nodeBinary, rootFolder } from './rootFolder.ts';

const stopWithinMs = 10_000;
const linesKept = 30;

export interface PartSpec {
  name: string;
  /** The TypeScript file that it runs, from the root. */
  entry: string;
  args?: string[];
  /** Node's own. */
  nodeArgs?: string[];
  env: Record<string, string | undefined>;
  readyWithinMs: number;
  logFolder: string;
  /** Also prints what the part prints. */
  verbose: boolean;
}

/** One line of JSON that a part printed. */
export type PartLine = Record<string, unknown>;

export class PartFailure extends Error {}

export class PartProcess {
  readonly name: string;
  /** Settles when it ends, with what was left to say; never rejects. */
  readonly ended: Promise<string>;
  #child: ChildProcess;
  #lastLines: string[] = [];
  #isStopping = false;
  #onJson: ((line: PartLine) => void)[] = [];
  #spec: PartSpec;

  constructor(spec: PartSpec) {
    this.#spec = spec;
    this.name = spec.name;
    this.#child = spawn(
      nodeBinary,
      [...(spec.nodeArgs ?? []), path.join(rootFolder, spec.entry), ...(spec.args ?? [])],
      {
        cwd: rootFolder,
        env: { ...process.env, ...spec.env, EXIT_WITH_STDIN: '1' },
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
      },
    );
    this.#readOutput();
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('close', (code, signal) => {
        this.#signalGroup('SIGKILL');
        resolve(signal ? `ended by ${signal}` : `ended with code ${code ?? 'unknown'}`);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether its end was asked for. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** The last lines that it printed, for an error. */
  get lastWords(): string {
    return this.#lastLines.map((line) => `    ${line}`).join('\n');
  }

  /** The line of JSON in which it says that it is ready. Rejects when it ends first, or takes too long. */
  ready(): Promise<PartLine> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) =>
        reject(new PartFailure(`The part "${this.name}" ${why}.\n${this.lastWords}`));
      const deadline = setTimeout(
        () => fail(`was not ready after ${this.#spec.readyWithinMs / 1000} s`),
        this.#spec.readyWithinMs,
      );
      void this.ended.then((how) => fail(how)).finally(() => clearTimeout(deadline));
      this.#onJson.push((line) => {
        if (line['part'] !== this.name || typeof line['origin'] !== 'string') return;
        clearTimeout(deadline);
        resolve(line);
      });
    });
  }

  /** Every line of JSON that it prints from now on. */
  onJson(listen: (line: PartLine) => void): void {
    this.#onJson.push(listen);
  }

  /** Asks it to end, waits, and ends what is left of its group. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#signalGroup('SIGKILL'), stopWithinMs);
    await this.ended;
    clearTimeout(late);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      // ESRCH: the whole group is gone, which is what is wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #readOutput(): void {
    mkdirSync(this.#spec.logFolder, { recursive: true });
    const log = createWriteStream(path.join(this.#spec.logFolder, `${this.name}.log`));
    this.#child.once('close', () => log.end());
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (line.trim()) this.#lastLines = [...this.#lastLines, line].slice(-linesKept);
        if (this.#spec.verbose) process.stdout.write(`${this.name} | ${line}\n`);
        if (stream === this.#child.stdout) this.#tellJson(line);
      });
    }
  }

  #tellJson(line: string): void {
    if (!line.startsWith('{')) return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      // A log line that only looks like JSON.
      return;
    }
    if (typeof parsed !== 'object' || parsed === null) return;
    for (const listen of this.#onJson) listen(parsed as PartLine);
  }
}
