import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TaskJournal } from './taskJournal.ts';
import type { NewTask } from './taskQueue.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'task-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const task = (taskId: string): NewTask => ({
  taskId,
  dueAtMs: 1_000,
  url: '',
  headers: { a: 'b' },
  body: Buffer.from([0, 255]),
  deadlineSeconds: 600,
});

test('what came and did not go is there again, byte for byte, in its own queue', () => {
  const folder = makeFolder();
  const before = new TaskJournal(folder).queue('q');
  before.came(task('kept'));
  before.came(task('done'));
  before.went('done', Date.now() + 60_000);
  const after = new TaskJournal(folder);
  expect(after.queue('q').contents.tasks).toEqual([task('kept')]);
  expect([...after.queue('q').contents.goneNames.keys()]).toEqual(['done']);
  expect(after.queue('other').contents.tasks).toEqual([]);
});

test('a name that is free again is forgotten', () => {
  const folder = makeFolder();
  new TaskJournal(folder).queue('q').went('old', Date.now() - 1);
  expect(new TaskJournal(folder).queue('q').contents.goneNames.size).toBe(0);
});

test('a line cut off by a crash counts as not written, and what follows is read', () => {
  const folder = makeFolder();
  new TaskJournal(folder).queue('q').came(task('whole'));
  appendFileSync(join(folder, 'tasks.jsonl'), '{"queue":"q","came":{"taskId":"ha');
  new TaskJournal(folder).queue('q').came(task('later'));
  const ids = new TaskJournal(folder).queue('q').contents.tasks.map(({ taskId }) => taskId);
  expect(ids).toEqual(['whole', 'later']);
});

test('without a folder nothing is kept', () => {
  const queue = new TaskJournal(undefined).queue('q');
  queue.came(task('a'));
  expect(new TaskJournal(undefined).queue('q').contents.tasks).toEqual([]);
});
