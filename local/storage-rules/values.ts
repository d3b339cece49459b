/**
 * The values that expressions of Security Rules have, and what it means that two are equal. An error is one of them: it
 * passes through whatever uses it, until `||`, `&&` or an unused name leaves it behind. Integers are of 64 bits, times
 * and durations of nanoseconds, texts of UTF-16 units, as in the language. No IO.
 */
import type { Position } from './syntax.ts';

export interface MapValue {
  kind: 'map';
  entries: ReadonlyMap<string, Value>;
}
export interface Failure {
  kind: 'error';
  message: string;
  /** Where it arose. */
  at?: Position;
}
export type Value =
  | { kind: 'null' }
  | { kind: 'bool'; value: boolean }
  | { kind: 'int'; value: bigint }
  | { kind: 'float'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'list'; items: readonly Value[] }
  | { kind: 'set'; items: readonly Value[] }
  | MapValue
  | { kind: 'map_diff'; before: MapValue; after: MapValue }
  | { kind: 'timestamp'; nanos: bigint }
  | { kind: 'duration'; nanos: bigint }
  | { kind: 'path'; segments: readonly string[] };
export type Kind = Value['kind'];
/** What an expression comes to. */
export type Outcome = Value | Failure;

const smallestInt = -(2n ** 63n);
const largestInt = 2n ** 63n - 1n;

export const fail = (message: string): Failure => ({ kind: 'error', message });
export const nullValue: Value = { kind: 'null' };
export const bool = (value: boolean): Value => ({ kind: 'bool', value });
export const float = (value: number): Value => ({ kind: 'float', value });
export const text = (value: string): Value => ({ kind: 'string', value });
export const list = (items: readonly Value[]): Value => ({ kind: 'list', items });
export const map = (entries: Iterable<readonly [string, Value]>): MapValue => ({
  kind: 'map',
  entries: new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
});
export const timestamp = (nanos: bigint): Value => ({ kind: 'timestamp', nanos });
export const duration = (nanos: bigint): Value => ({ kind: 'duration', nanos });

/** An integer, or an error where 64 bits do not hold it. */
export const int = (value: bigint): Outcome =>
  value < smallestInt || value > largestInt
    ? fail(`integer ${value} is out of range`)
    : { kind: 'int', value };

/** An integer that is known to be small: a size, a part of a date. */
export const smallInt = (value: number): Value => ({ kind: 'int', value: BigInt(value) });

/** A set has each member once; 1 and 1.0 are one member. */
export function set(items: readonly Value[]): Value {
  const members: Value[] = [];
  for (const item of items) if (!members.some((member) => isEqual(member, item))) members.push(item);
  return { kind: 'set', items: members };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function sameEntries(a: MapValue, b: MapValue): boolean {
  if (a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, value]) => {
    const other = b.entries.get(key);
    return other !== undefined && isSameInside(value, other);
  });
}

/** Within lists and maps an integer never equals a float. */
const isSameInside = (a: Value, b: Value): boolean => a.kind === b.kind && isEqual(a, b);

/** Whether a list has the item; unlike a set's, its members are compared with their type. */
export const hasItem = (items: readonly Value[], item: Value): boolean =>
  items.some((one) => isSameInside(one, item));

export const hasMember = (items: readonly Value[], item: Value): boolean =>
  items.some((one) => isEqual(one, item));

/** What `==` says. Values of different types are unequal, but integers and floats are compared as numbers. */
export function isEqual(a: Value, b: Value): boolean {
  if (a.kind === 'int' && b.kind === 'float') return Number(a.value) === b.value;
  if (a.kind === 'float' && b.kind === 'int') return a.value === Number(b.value);
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
      return a.kind === b.kind && a.value === b.value;
    case 'bytes':
      return b.kind === 'bytes' && sameBytes(a.value, b.value);
    case 'list':
      return b.kind === 'list' && sameInOrder(a.items, b.items);
    case 'set':
      return (
        b.kind === 'set' &&
        a.items.length === b.items.length &&
        a.items.every((item) => hasMember(b.items, item))
      );
    case 'map':
      return b.kind === 'map' && sameEntries(a, b);
    case 'map_diff':
      // Nobody has said when two are alike.
      return false;
    case 'timestamp':
    case 'duration':
      return a.kind === b.kind && a.nanos === b.nanos;
    case 'path':
      return (
        b.kind === 'path' &&
        a.segments.length === b.segments.length &&
        a.segments.every((segment, i) => segment === b.segments[i])
      );
  }
}

const sameInOrder = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length &&
  a.every((item, i) => {
    const other = b[i];
    return other !== undefined && isSameInside(item, other);
  });
