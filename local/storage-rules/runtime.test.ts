/** The conversation with the emulator, line by line. */
import { describe, expect, test } from 'vitest';
import { RulesRuntime } from './runtime.ts';

const rules = (condition: string) =>
  `rules_version = '2'; service firebase.storage { match /b/{bucket}/o { match /{name} { allow read: if ${condition}; } } }`;
const session = 'firestore.get(/databases/(default)/documents/sessions/ann).data.isGood';
const event = 'firestore.get(/databases/(default)/documents/events/gala).data.isOn';

function open() {
  const sent: Record<string, unknown>[] = [];
  const runtime = new RulesRuntime((message) => sent.push(message));
  const say = (message: Record<string, unknown>) => {
    sent.length = 0;
    runtime.take(JSON.stringify(message));
    return sent;
  };
  const load = (content: string) =>
    say({
      id: 0,
      action: 'load_ruleset',
      context: { rulesetName: '0', source: { files: [{ name: 'r', content }] } },
    });
  const verify = (id: number, more: Record<string, unknown> = {}) => {
    const variables = { request: { map_value: { fields: {} } }, resource: { null_value: null } };
    const context = {
      rulesetName: '0',
      service: 'firebase.storage',
      path: '/b/x/o/a',
      method: 'get',
      variables,
    };
    return say({ id, action: 'verify', context: { ...context, ...more } });
  };
  return { runtime, sent, say, load, verify };
}
const document = (id: number, fields: Record<string, unknown>) => ({
  ...{ id, status: 'ok', warnings: [], errors: [] },
  result: { name: 'projects/p/databases/(default)/documents/c/d', fields },
});

test('it begins by what the emulator waits for', () => {
  const { runtime, sent } = open();
  runtime.begin();
  expect(sent).toEqual([{ id: -1, status: 'ok', action: 'ready' }]);
});

test('a ruleset that is understood is loaded; one that is not is refused with its place', () => {
  const { load, verify } = open();
  expect(load(rules('true'))).toEqual([
    { id: 0, status: 'ok', errors: [], warnings: [], result: { rulesVersion: 2 } },
  ]);
  expect(verify(1)).toMatchObject([{ id: 1, result: { permit: true } }]);
  expect(load(rules('whatever()'))).toMatchObject([
    { id: 0, errors: [expect.stringMatching(/^storage.rules:1:\d+ there is no function whatever\(\)$/)] },
  ]);
});

test('a denial says why where a condition was an error', () => {
  const { load, verify } = open();
  load(rules('resource.size > 1'));
  expect(verify(3)).toMatchObject([
    {
      id: 3,
      status: 'ok',
      errors: [],
      warnings: ['1:102 a null has no field "size"'],
      result: { permit: false },
    },
  ]);
});

describe('documents', () => {
  test('are asked for one after another, and then it answers by the same id', () => {
    const { load, verify, say } = open();
    load(rules(`${session} && ${event}`));
    expect(verify(7)).toEqual([
      {
        ...{ id: 7, server_request_id: 7, status: 'ok', action: 'fetch_firestore_document' },
        context: { path: '/databases/(default)/documents/sessions/ann' },
      },
    ]);
    expect(say(document(7, { isGood: { booleanValue: true } }))).toMatchObject([
      { id: 7, context: { path: '/databases/(default)/documents/events/gala' } },
    ]);
    expect(say(document(7, { isOn: { booleanValue: true } }))).toMatchObject([
      { id: 7, result: { permit: true } },
    ]);
  });

  test('of two requests at once do not get mixed up', () => {
    const { load, verify, say } = open();
    load(rules(session));
    verify(1);
    verify(2);
    expect(say(document(2, { isGood: { booleanValue: true } }))).toMatchObject([
      { id: 2, result: { permit: true } },
    ]);
    expect(say(document(1, { isGood: { booleanValue: false } }))).toMatchObject([
      { id: 1, result: { permit: false } },
    ]);
  });

  test('that are not there are null', () => {
    const { load, verify, say } = open();
    load(rules('firestore.get(/databases/(default)/documents/sessions/ann) == null'));
    verify(1);
    expect(say({ id: 1, status: 'not_found', warnings: [], errors: [] })).toMatchObject([
      { id: 1, result: { permit: true } },
    ]);
  });

  test('that cannot be read deny', () => {
    const { load, verify, say } = open();
    load(rules(`!${session}`));
    verify(1);
    expect(say(document(1, { isGood: { geoPointValue: {} } }))).toMatchObject([
      { id: 1, warnings: [expect.stringMatching(/geoPointValue/)], result: { permit: false } },
    ]);
  });
});

test.each([
  ['a ruleset that is not loaded', { rulesetName: '9' }],
  ['a method that is none', { method: 'peek' }],
  ['a value that is none', { variables: { request: { odd_value: 1 }, resource: { null_value: null } } }],
])('%s denies and says so', (_, more) => {
  const { load, verify } = open();
  load(rules('true'));
  expect(verify(1, more)).toMatchObject([
    { id: 1, status: 'ok', warnings: [expect.any(String)], result: { permit: false } },
  ]);
});
