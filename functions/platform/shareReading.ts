/**
 * One reading for many who ask at once: who comes while a reading is under way shares the *next* one, so that what
 * anybody is given was read after they asked. No IO of its own.
 */
interface Readings<Value> {
  current: Promise<Value>;
  next: Promise<Value> | undefined;
}

export function shareReading<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const underWay = new Map<Key, Readings<Value>>();
  const start = (key: Key): Promise<Value> => {
    const current = read(key);
    const readings: Readings<Value> = { current, next: undefined };
    underWay.set(key, readings);
    const end = () => {
      if (underWay.get(key) === readings && readings.next === undefined) underWay.delete(key);
    };
    current.then(end, end);
    return current;
  };
  return (key) => {
    const readings = underWay.get(key);
    if (!readings) return start(key);
    const { current } = readings;
    readings.next ??= current.then(
      () => start(key),
      () => start(key),
    );
    return readings.next;
  };
}
