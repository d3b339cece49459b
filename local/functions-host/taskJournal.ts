/**
 * Keeps the queues' tasks on disk, as Cloud Tasks keeps them whatever happens to the functions: a line for each task that came
 * and for each that went. It stands apart so that queues themselves need no disk.
 * Rules: a line is written before the caller hears that its task was taken; reading again is enough to go on, and leaves the
 * file with only what still matters; a last line that was cut off by a crash counts as not written.
 * IO: one file, synchronously: lines are short and their order matters.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewTask } from './taskQueue.ts';

type StoredTask = Omit<NewTask, 'body'> & { bodyBase64: string };
interface Line {
  queue: string;
  came?: StoredTask;
  went?: { taskId: string; nameFreeAtMs: number };
}

/** What a queue held when it was last running. */
export interface QueueContents {
  tasks: NewTask[];
  /** Names that may not be used again yet, oldest first, and until when. */
  goneNames: Map<string, number>;
}

/** The journal of one queue. */
export interface QueueJournal {
  contents: QueueContents;
  came: (task: NewTask) => void;
  went: (taskId: string, nameFreeAtMs: number) => void;
}

export class TaskJournal {
  #file: string | undefined;
  #queues = new Map<string, { tasks: Map<string, NewTask>; goneNames: Map<string, number> }>();

  /** Reads what `folder` holds; without one nothing is kept. */
  constructor(folder: string | undefined) {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'tasks.jsonl');
    if (existsSync(this.#file)) for (const line of readLines(this.#file)) this.#apply(line);
    this.#rewrite(this.#file);
  }

  queue(name: string): QueueJournal {
    const { tasks, goneNames } = this.#queueOf(name);
    return {
      contents: { tasks: [...tasks.values()], goneNames: new Map(goneNames) },
      came: (task) => this.#append({ queue: name, came: toStored(task) }),
      went: (taskId, nameFreeAtMs) => this.#append({ queue: name, went: { taskId, nameFreeAtMs } }),
    };
  }

  #queueOf(name: string) {
    const known = this.#queues.get(name);
    if (known) return known;
    const made = { tasks: new Map<string, NewTask>(), goneNames: new Map<string, number>() };
    this.#queues.set(name, made);
    return made;
  }

  #apply({ queue, came, went }: Line): void {
    const { tasks, goneNames } = this.#queueOf(queue);
    if (came) tasks.set(came.taskId, fromStored(came));
    if (!went) return;
    tasks.delete(went.taskId);
    if (went.nameFreeAtMs > Date.now()) goneNames.set(went.taskId, went.nameFreeAtMs);
  }

  #append(line: Line): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #rewrite(file: string): void {
    const lines = [...this.#queues].flatMap(([queue, { tasks, goneNames }]): Line[] => [
      ...[...goneNames].map(([taskId, nameFreeAtMs]) => ({ queue, went: { taskId, nameFreeAtMs } })),
      ...[...tasks.values()].map((task) => ({ queue, came: toStored(task) })),
    ]);
    writeFileSync(`${file}.part`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    renameSync(`${file}.part`, file);
  }
}

function readLines(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  // What stands after the last line break is empty, or was cut off.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
}

function toStored({ body, ...task }: NewTask): StoredTask {
  const { taskId, dueAtMs, url, headers, deadlineSeconds } = task;
  return { taskId, dueAtMs, url, headers, deadlineSeconds, bodyBase64: body.toString('base64') };
}

function fromStored({ bodyBase64, ...task }: StoredTask): NewTask {
  return { ...task, body: Buffer.from(bodyBase64, 'base64') };
}
