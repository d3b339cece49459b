/**
 * Turns what comes over a wire into values: the Storage emulator's typed values (`{int_value: 1}`), and Firestore's REST
 * form (`{integerValue: "1"}`). Whatever has no place among the values is an error. No IO.
 */
import { fail, float, int, list, map, nullValue, set, text, timestamp } from './values.ts';
import { bool } from './values.ts';
import type { Value } from './values.ts';

export class UnknownValue extends Error {}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 3339 with up to nine digits of a second, in UTC. */
export function readTime(written: unknown): Value {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/.exec(String(written));
  if (!parts) throw new UnknownValue(`"${String(written)}" is not a time`);
  const seconds = BigInt(Date.parse(`${parts[1]}Z`) / 1000);
  return timestamp(seconds * 1_000_000_000n + BigInt((parts[2] ?? '').padEnd(9, '0')));
}

function readInt(written: unknown): Value {
  const isWhole = typeof written === 'number' ? Number.isInteger(written) : /^-?\d+$/.test(String(written));
  const value = isWhole ? int(BigInt(written as number | string)) : fail('not an integer');
  if (value.kind === 'error') throw new UnknownValue(`"${String(written)}" is not an integer`);
  return value;
}

const readFloat = (written: unknown): Value => float(Number(written));
const readList = (written: unknown, read: (value: unknown) => Value): Value[] => {
  const values = isObject(written) ? (written['values'] ?? []) : [];
  return (values as unknown[]).map(read);
};
const readFields = (written: unknown, read: (value: unknown) => Value) =>
  map(Object.entries(fieldsOf(written)).map(([key, value]) => [key, read(value)]));
const fieldsOf = (written: unknown): Record<string, unknown> => {
  const fields = isObject(written) ? written['fields'] : undefined;
  return isObject(fields) ? fields : {};
};

/** A value as firebase-tools' Storage emulator sends it to its rules runtime. */
export function readEmulatorValue(wire: unknown): Value {
  const [kind = '', value] = isObject(wire) ? (Object.entries(wire)[0] ?? []) : [];
  switch (kind) {
    case 'null_value':
      return nullValue;
    case 'bool_value':
      return bool(value === true);
    case 'int_value':
      return readInt(value);
    case 'float_value':
      return readFloat(value);
    case 'string_value':
      return text(String(value));
    case 'timestamp_value':
      return readTime(value);
    case 'list_value':
      return list(readList(value, readEmulatorValue));
    case 'set_value':
      return set(readList(value, readEmulatorValue));
    case 'map_value':
      return readFields(value, readEmulatorValue);
    case 'path_value':
      return { kind: 'path', segments: readSegments(value) };
    default:
      throw new UnknownValue(`the emulator sent a value of the kind "${kind}"`);
  }
}

function readSegments(written: unknown): string[] {
  const segments = isObject(written) ? (written['segments'] ?? []) : [];
  return (segments as unknown[]).map((segment) => {
    if (isObject(segment) && typeof segment['simple'] === 'string') return segment['simple'];
    throw new UnknownValue('the emulator sent a path with a segment that is not plain');
  });
}

/** A value as Firestore's REST interface writes it. */
export function readFirestoreValue(wire: unknown): Value {
  const [kind = '', value] = isObject(wire) ? (Object.entries(wire)[0] ?? []) : [];
  switch (kind) {
    case 'nullValue':
      return nullValue;
    case 'booleanValue':
      return bool(value === true);
    case 'integerValue':
      return readInt(value);
    case 'doubleValue':
      return readFloat(value);
    case 'stringValue':
      return text(String(value));
    case 'timestampValue':
      return readTime(value);
    case 'bytesValue':
      return { kind: 'bytes', value: Buffer.from(String(value), 'base64') };
    case 'arrayValue':
      return list(readList(value, readFirestoreValue));
    case 'mapValue':
      return readFields(value, readFirestoreValue);
    case 'referenceValue': {
      // `projects/P/databases/…`: rules see it from the databases on.
      return { kind: 'path', segments: String(value).split('/').slice(2) };
    }
    default:
      throw new UnknownValue(`Firestore sent a value of the kind "${kind}"`);
  }
}

/** What `firestore.get` answers for a document: `data` and `id`. */
export function readDocument(wire: unknown): Value {
  const name = isObject(wire) ? String(wire['name']) : '';
  return map([
    ['data', readFields(wire, readFirestoreValue)],
    ['id', text(name.slice(name.lastIndexOf('/') + 1))],
  ]);
}
