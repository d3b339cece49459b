/**
 * What was read, kept while there is room; who asks while it is being read shares that reading. Stands apart from
 * `LRUCache.fetch`, which lets a reading under way fall out for want of room and so fails who waits for it: with room for
 * fifty, fifty-one at once. No IO of its own.
 */
import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';

export interface Room {
  /** How many values are kept. */
  max: number;
  /** For how long, in milliseconds; for ever where absent. */
  ttl?: number;
  /** What counts that time, where it is not the machine's clock. */
  perf?: { now: () => number };
}

/** What is not there (`undefined`) is not kept, and neither is a failure: it is read anew. */
export function keepReading<Key extends string, Value extends object | string>(
  room: Room,
  read: (key: Key) => Promise<Value | undefined>,
): (key: Key) => Promise<Value | undefined> {
  const kept = new LRUCache<Key, Value>({ ...room, ttlResolution: 0 });
  const underWay = new Map<Key, Promise<Value | undefined>>();
  const start = (key: Key): Promise<Value | undefined> => {
    const end = () => void underWay.delete(key);
    const begunAtMs = (room.perf ?? performance).now();
    const reading = read(key).then((value) => {
      // As old as its reading: a slow one is no fresher for having taken long.
      if (value !== undefined) kept.set(key, value, { start: begunAtMs });
      return value;
    });
    underWay.set(key, reading);
    reading.then(end, end);
    return reading;
  };
  return async (key) => kept.get(key) ?? underWay.get(key) ?? start(key);
}
