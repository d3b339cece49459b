import { beforeEach, describe, expect, it } from 'vitest';
import type { EventId, ViewerId } from '@fashionista/domain/ids';
import type { ViewersRecord } from '@fashionista/domain/viewers';
import type { Store, Write } from '../platform/store.ts';
import { createViewers } from './viewers.ts';

const eventId = 'gala' as EventId;
const viewing = (name: string) => ({ viewerId: name as ViewerId, sectionId: null });

/** Keeps what was committed; `unchangedSince` is always so. */
function openStore() {
  const commits: Write[] = [];
  const records = new Map<string, ViewersRecord>();
  const snapshotOf = (path: string) => {
    const data = records.get(path);
    return data && { path, data, updateTime: undefined };
  };
  const store = {
    read: async (path: string) => snapshotOf(path),
    query: async () => [...records.keys()].map(snapshotOf),
    commit: async (writes: readonly Write[]) => {
      for (const write of writes) if ('data' in write) records.set(write.path, write.data as ViewersRecord);
      commits.push(...writes);
      return 'committed';
    },
  };
  return { commits, store: store as unknown as Store };
}

describe('[V3] sharing', () => {
  let nowMs: number;
  let opened: ReturnType<typeof openStore>;
  const openInstance = (random: number) =>
    createViewers({ store: opened.store, clock: () => new Date(nowMs), random: () => random });
  beforeEach(() => {
    nowMs = Date.parse('2027-03-01T10:00:00Z');
    opened = openStore();
  });

  it('is once in two seconds, however many come, and who comes between does not wait', async () => {
    const one = openInstance(0.1);
    await one.see(eventId, viewing('a'));
    // The clock stands still: what waited for it would never answer.
    await Promise.all(['b', 'c', 'd'].map((name) => one.see(eventId, viewing(name))));
    expect(opened.commits).toHaveLength(1);
    nowMs += 2_000;
    await Promise.all(['a', 'b'].map((name) => one.see(eventId, viewing(name))));
    expect(opened.commits).toHaveLength(2);
  });

  it('brings along who came between, with the next sign of anybody', async () => {
    const one = openInstance(0.1);
    const other = openInstance(0.9);
    await one.see(eventId, viewing('a'));
    await one.see(eventId, viewing('b'));
    nowMs += 2_000;
    await one.see(eventId, viewing('a'));
    const { viewings } = await other.see(eventId, viewing('c'));
    expect(viewings.map(({ viewerId }) => viewerId).toSorted()).toEqual(['a', 'b']);
  });
});
