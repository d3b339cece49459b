import { expect, test } from 'vitest';
import { ListenLedger, ServerStream } from './listenStream.ts';

const numbered = (from: number, ...messages: object[]) =>
  messages.map((message, i) => ({ number: from + i, message }));
const block = (from: number, ...messages: object[]): string => {
  const text = JSON.stringify(numbered(from, ...messages).map(({ number, message }) => [number, [message]]));
  return `${text.length}\n${text}`;
};
const board = (name: string, ...targetIds: number[]) => ({
  documentChange: { document: { name: `documents/${name}` }, targetIds },
});
const current = (...targetIds: number[]) => ({
  targetChange: { targetChangeType: 'CURRENT', targetIds },
});
const form = (...requests: object[]): string =>
  new URLSearchParams(
    requests.map((data, i): [string, string] => [`req${i}___data__`, JSON.stringify(data)]),
  ).toString();
const listenTo = (targetId: number, path: string) => ({
  addTarget: { targetId, documents: { documents: [path] } },
});
const query = (targetId: number, collectionId: string) => ({
  addTarget: { targetId, query: { structuredQuery: { from: [{ collectionId }] } } },
});

test('messages are read however the stream is cut, within a character too', () => {
  const handshake = JSON.stringify([[0, ['c', 'session', '', 8]]]);
  const bytes = Buffer.from(
    `${handshake.length}\n${handshake}` +
      block(1, board('boards/é1', 2), current(2)) +
      block(3, board('boards/s2', 4)),
  );
  for (const size of [1, 7, bytes.length]) {
    const stream = new ServerStream();
    const read = [];
    for (let at = 0; at < bytes.length; at += size) read.push(...stream.read(bytes.subarray(at, at + size)));
    expect(read).toEqual(numbered(1, board('boards/é1', 2), current(2), board('boards/s2', 4)));
  }
});

test('what is no such stream is not taken for silence', () => {
  expect(() => new ServerStream().read(Buffer.from('<html>'))).toThrow('no WebChannel');
});

test('a document that two listeners want is two reads; what is sent for no listener is counted too', () => {
  const ledger = new ListenLedger();
  ledger.heardBrowser(form(query(2, 'boards'), listenTo(4, 'documents/events/e/boards/s1')));
  ledger.heardServer('a', numbered(1, board('s1', 2, 4), board('s2', 2), board('s3', 99)));
  expect(ledger.documents).toBe(4);
  expect(ledger.sent).toMatchObject({ 'boards/*': 2, 'boards/s1': 1 });
  ledger.forgetSent();
  expect(ledger.documents).toBe(0);
});

test('what is sent again on a new connection of the same session is one read; on a new session it is another', () => {
  const ledger = new ListenLedger();
  ledger.heardBrowser(form(query(2, 'boards')));
  const sent = numbered(1, board('s1', 2), board('s2', 2));
  ledger.heardServer('a', sent);
  ledger.heardServer('a', [...sent, ...numbered(3, board('s1', 2))]);
  expect(ledger.documents).toBe(3);
  ledger.heardServer('b', sent);
  expect(ledger.documents).toBe(5);
});

test('who stops listening is a listener no more', () => {
  const ledger = new ListenLedger();
  ledger.heardBrowser(form(listenTo(2, 'documents/events/e/boards/s1'), query(4, 'boards')));
  ledger.heardBrowser(form({ removeTarget: 4 }));
  expect(ledger.listeners).toEqual(['boards/s1']);
});

test('all is sent once the server has said so for every listener', async () => {
  const ledger = new ListenLedger();
  let isCurrent = false;
  const waiting = ledger.current().then(() => (isCurrent = true));
  ledger.heardBrowser(form(query(2, 'boards'), query(4, 'boards')));
  ledger.heardServer('a', numbered(1, current(2)));
  await Promise.resolve();
  expect(isCurrent).toBe(false);
  ledger.heardServer('a', numbered(2, current(4)));
  await waiting;
  expect(isCurrent).toBe(true);
});
