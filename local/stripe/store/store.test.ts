import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from './store.ts';
import type { KeyRecord } from './store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-double-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (body: string): KeyRecord => ({
  path: '/v1/refunds',
  parameters: '{}',
  status: 200,
  body,
  requestId: 'req_1',
  createdAtMs: 1,
});

describe('the store', () => {
  it('remembers changes and deletions between runs, in order', () => {
    const first = new Store(folder);
    first.keys.put('a', record('1'));
    first.keys.put('b', record('2'));
    first.keys.put('c', record('3'));
    first.keys.put('a', record('4'));
    first.keys.delete('b');
    first.close();
    const second = new Store(folder);
    expect([...second.keys.entries()]).toEqual([
      ['a', record('4')],
      ['c', record('3')],
    ]);
    second.close();
  });

  it('leaves out a line that a crash cut short, and goes on', () => {
    const first = new Store(folder);
    first.keys.put('a', record('1'));
    first.close();
    appendFileSync(join(folder, 'stripe.jsonl'), '{"table":"keys","id":"b","val');
    const second = new Store(folder);
    second.keys.put('c', record('3'));
    second.close();
    const third = new Store(folder);
    expect([...third.keys.entries()].map(([id]) => id)).toEqual(['a', 'c']);
    third.close();
  });

  it('compacts when it opens', () => {
    const first = new Store(folder);
    for (let round = 0; round < 50; round += 1) first.keys.put('a', record(String(round)));
    first.close();
    new Store(folder).close();
    expect(readFileSync(join(folder, 'stripe.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('forgets everything when cleared, and without a folder when it ends', () => {
    const first = new Store(folder);
    first.keys.put('a', record('1'));
    first.clear();
    first.close();
    const second = new Store(folder);
    expect(second.keys.list()).toEqual([]);
    second.close();
    new Store(null).keys.put('a', record('1'));
    expect(new Store(null).keys.list()).toEqual([]);
  });
});
