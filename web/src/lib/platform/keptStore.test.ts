import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveKeptTo } from './keptOwner.ts';
import { openKeptReadings } from './keptReadings.ts';
import { KeptStore } from './keptStore.svelte.ts';
import type { Listener, LiveStore } from './liveStore.svelte.ts';
import type { QueryShape } from './queryShape.ts';
import type { SessionUser } from './session.svelte.ts';
import { stubBrowserStorage } from './testing/browserStorage.ts';

type User = Pick<SessionUser, 'uid'> | null | undefined;
const ada: User = { uid: 'ada' };
const path = 'tickets/t1';

let notes: Map<string, string>;
beforeEach(() => {
  notes = stubBrowserStorage();
});
afterEach(() => void vi.unstubAllGlobals());

/** A page of the portal: its live store answers when the test says so. */
function openPage(user: User) {
  const session = { user };
  const listeners = new Map<string, Listener<unknown>>();
  const listen = (key: string, listener: Listener<unknown>) => {
    listeners.set(key, listener);
    return () => listeners.delete(key);
  };
  const live = {
    confirmedAt: undefined,
    listenDocument: listen,
    listenQuery: ({ collection }: QueryShape, listener: Listener<unknown>) => listen(collection, listener),
  } as unknown as LiveStore;
  let owned = 0;
  const kept = new KeptStore({
    live,
    session: session as { user: SessionUser },
    openReadings: openKeptReadings,
    onOwned: async () => void (owned += 1),
  });
  const heard: unknown[] = [];
  const follow = (of = path) =>
    kept.listenDocument(of, {
      onValue: (value, cached) => void heard.push({ value, cached }),
      onFailure: (failure) => void heard.push(failure),
    });
  return {
    kept,
    heard,
    follow,
    session,
    owned: () => owned,
    say: (value: unknown, key = path) => listeners.get(key)?.onValue(value, false),
    fail: (failure: 'denied' | 'failed') => listeners.get(path)?.onFailure(failure),
    isAsking: () => listeners.has(path),
  };
}

/** Ada sees her ticket, online. */
async function seeTicket(value: unknown = { row: 'a' }) {
  const page = openPage(ada);
  page.follow();
  page.say(value);
  await page.kept.keepFor('ada');
  return page;
}
const shown = (page: ReturnType<typeof openPage>, value: unknown) =>
  vi.waitFor(() => expect(page.heard).toContainEqual({ value, cached: true }));
/** Whatever was to be looked up has been by now. */
const settle = (page: ReturnType<typeof openPage>) => page.kept.readOnce('settled', async () => true);

test('a ticket seen once is there before it is known who is signed in, as kept, with its age', async () => {
  await seeTicket();
  const page = openPage(undefined);
  expect(page.kept.readerUid).toBe('ada');
  page.follow();
  await shown(page, { row: 'a' });
  expect(page.isAsking()).toBe(false);
  expect(Math.abs((page.kept.asOf?.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
});

test('the server’s word replaces what was kept, and is what is kept then', async () => {
  await seeTicket();
  const page = openPage(ada);
  page.follow();
  await shown(page, { row: 'a' });
  page.say({ row: 'b' });
  expect(page.heard.at(-1)).toEqual({ value: { row: 'b' }, cached: false });
  expect(page.kept.asOf).toBeUndefined();
  await page.kept.keepFor('ada');
  const later = openPage(undefined);
  later.follow();
  await shown(later, { row: 'b' });
});

test('who has no ticket keeps nothing, and asks for no worker', async () => {
  const page = openPage(ada);
  page.follow('events/e1');
  page.say({ title: 'Lace' }, 'events/e1');
  await settle(page);
  expect(notes.size).toBe(0);
  expect(page.owned()).toBe(0);
});

test('what was read before the ticket came is kept with it', async () => {
  const page = openPage(ada);
  page.follow('events/e1');
  page.say({ title: 'Lace' }, 'events/e1');
  await page.kept.keepFor('ada');
  expect(page.owned()).toBe(1);
  const later = openPage(undefined);
  later.follow('events/e1');
  await shown(later, { title: 'Lace' });
});

test('each document of a list is kept on its own too', async () => {
  const page = openPage(ada);
  page.kept.listenQuery<{ id: string }>(
    { collection: 'tickets' },
    { onValue: () => undefined, onFailure: () => undefined },
    ({ id }) => `tickets/${id}`,
  );
  page.say([{ id: 't1' }, { id: 't2' }], 'tickets');
  await page.kept.keepFor('ada');
  const later = openPage(undefined);
  later.follow('tickets/t2');
  await shown(later, { id: 't2' });
});

test('[T6] signing out empties the device, and another account finds nothing', async () => {
  const page = await seeTicket();
  page.session.user = null;
  await leaveKeptTo(undefined);
  expect(notes.size).toBe(0);
  await seeTicket({ row: 'z' });
  const ben = openPage({ uid: 'ben' });
  await leaveKeptTo('ben');
  ben.follow();
  await settle(ben);
  expect(ben.heard).toEqual([]);
  expect(openPage(undefined).kept.readerUid).toBeUndefined();
});

test('a sign-out that a closed page cut off is ended by the next page, which shows nothing of it', async () => {
  await seeTicket();
  notes.set('kept-for', '');
  const next = openPage(undefined);
  expect(next.kept.readerUid).toBeUndefined();
  next.follow();
  await leaveKeptTo(undefined);
  expect(next.heard).toEqual([]);
  expect(notes.size).toBe(0);
  const readings = await openKeptReadings();
  await readings.takeOver('ada');
  expect(await readings.read('ada', path)).toBeUndefined();
});

test('what I may no longer read is not kept any longer', async () => {
  await seeTicket();
  const page = openPage(ada);
  page.follow();
  await shown(page, { row: 'a' });
  page.fail('denied');
  await vi.waitFor(() => expect(page.heard.at(-1)).toBe('denied'));
  const later = openPage(undefined);
  later.follow();
  await settle(later);
  expect(later.heard).toEqual([]);
});

test('code that cannot be loaded is no failure of a ticket that is kept', async () => {
  await seeTicket();
  const page = openPage(ada);
  page.follow();
  await shown(page, { row: 'a' });
  page.fail('failed');
  await settle(page);
  expect(page.heard).toHaveLength(1);
});

test('a value that may not be shown from the past takes out what was kept', async () => {
  await seeTicket({ status: 'paid' });
  const page = openPage(ada);
  page.kept.listenDocument<{ status: string }>(
    path,
    { onValue: () => undefined, onFailure: () => undefined },
    { mayKeep: ({ status }) => status === 'paid' },
  );
  page.say({ status: 'awaiting-payment' });
  await settle(page);
  const later = openPage(undefined);
  later.follow();
  await settle(later);
  expect(later.heard).toEqual([]);
});

test('what never changes is loaded once', async () => {
  const page = await seeTicket();
  expect(await page.kept.readOnce('plan', async () => ['standing'])).toEqual(['standing']);
  const later = openPage(undefined);
  expect(await later.kept.readOnce('plan', async () => undefined)).toEqual(['standing']);
});
