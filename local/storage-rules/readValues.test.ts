import { expect, test } from 'vitest';
import { readDocument, readEmulatorValue, readFirestoreValue, readTime } from './readValues.ts';
import { isEqual, list, map, nullValue, smallInt, text, timestamp } from './values.ts';

test('a request as the emulator sends it', () => {
  const wire = {
    map_value: {
      fields: {
        path: { path_value: { segments: [{ simple: 'b' }, { simple: 'x' }] } },
        time: { timestamp_value: '2026-01-02T03:04:05.678Z' },
        size: { int_value: 3 },
        share: { float_value: 0.5 },
        on: { bool_value: true },
        none: { null_value: null },
        names: { list_value: { values: [{ string_value: 'a' }] } },
        empty: { list_value: {} },
      },
    },
  };
  expect(readEmulatorValue(wire)).toEqual(
    map([
      ['path', { kind: 'path', segments: ['b', 'x'] }],
      ['time', timestamp(1_767_323_045_678_000_000n)],
      ['size', smallInt(3)],
      ['share', { kind: 'float', value: 0.5 }],
      ['on', { kind: 'bool', value: true }],
      ['none', nullValue],
      ['names', list([text('a')])],
      ['empty', list([])],
    ]),
  );
});

test('a document as Firestore sends it', () => {
  const name = 'projects/p/databases/(default)/documents/sessions/ann';
  const fields = {
    uid: { stringValue: 'ann' },
    count: { integerValue: '9007199254740993' },
    at: { timestampValue: '2026-01-02T03:04:05.678901234Z' },
    members: { mapValue: { fields: { ann: { stringValue: 'owner' } } } },
    none: { mapValue: {} },
    tags: { arrayValue: { values: [{ nullValue: null }] } },
    of: { referenceValue: 'projects/p/databases/(default)/documents/a/b' },
  };
  expect(readDocument({ name, fields })).toEqual(
    map([
      ['id', text('ann')],
      [
        'data',
        map([
          ['uid', text('ann')],
          ['count', { kind: 'int', value: 9_007_199_254_740_993n }],
          ['at', timestamp(1_767_323_045_678_901_234n)],
          ['members', map([['ann', text('owner')]])],
          ['none', map([])],
          ['tags', list([nullValue])],
          ['of', { kind: 'path', segments: ['databases', '(default)', 'documents', 'a', 'b'] }],
        ]),
      ],
    ]),
  );
});

test.each([
  ['a kind that is unknown', () => readEmulatorValue({ latlng_value: {} })],
  ['no value', () => readEmulatorValue(undefined)],
  ['a path with wildcards', () => readEmulatorValue({ path_value: { segments: [{ capture: 'x' }] } })],
  ['an integer that is none', () => readEmulatorValue({ int_value: 1.5 })],
  ['a place on earth', () => readFirestoreValue({ geoPointValue: {} })],
  ['a time elsewhere', () => readTime('2026-01-02T03:04:05+01:00')],
])('%s is not read', (_, read) => {
  expect(read).toThrow();
});

test('1 is 1.0, but not within a list', () => {
  const float = { kind: 'float', value: 1 } as const;
  expect(isEqual(smallInt(1), float)).toBe(true);
  expect(isEqual(list([smallInt(1)]), list([float]))).toBe(false);
});
