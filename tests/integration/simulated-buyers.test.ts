/**
 * The part `simulated-buyers` against the stack: what a crowd does to a hall by the public actions, that its switch holds
 * what it says, and that it leaves a portal in trouble alone. Parts of the test's own, sent to a hall of its own: the
 * stack's stays off.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '@fashionista/domain/order';
import type { CrowdState } from '../../local/simulated-buyers/crowd.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitQuery } from '../support/awaitDocument.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { startPartForTest } from '../support/startPart.ts';
import type { StartedPart } from '../support/startPart.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

const withinMs = 20_000;
const quickestPace = 60;
/** Its first four buyers buy, walk away, give an order up, and let their places go. */
const seed = 'f';

const startBuyers = (change: Record<string, string> = {}): Promise<StartedPart> => {
  const { web, auth, firestore, stripe, projectId, apiKey } = stack();
  return startPartForTest('simulated-buyers', 'local/simulated-buyers/main.ts', {
    GCLOUD_PROJECT: projectId,
    API_KEY: apiKey,
    PORTAL_ORIGIN: web,
    AUTH_ORIGIN: auth,
    FIRESTORE_ORIGIN: firestore,
    STRIPE_ORIGIN: stripe,
    THINK_SECONDS: '0.02',
    SEED: seed,
    BUYERS_A_MINUTE: undefined,
    ...change,
  });
};

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** Tonight: a crowd knows the next 500 events, and other tests may have put more on this stack. */
const stageHall = () =>
  stageEvent(
    admin.firestore,
    { floor: Array.from({ length: 6 }, () => '.......... ..........') },
    { doorsAt: hoursFromNow(1), startsAt: hoursFromNow(2), endsAt: hoursFromNow(3) },
  );

async function throwSwitch(origin: string, body: object): Promise<CrowdState> {
  const answer = await fetch(`${origin}/api/switch`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as CrowdState;
}
const switchOn = (origin: string, eventSlug: string) =>
  throwSwitch(origin, { isOn: true, buyersAMinute: quickestPace, eventSlug });
const readState = async (origin: string) => (await (await fetch(`${origin}/api/state`)).json()) as CrowdState;

describe('a crowd in a hall', () => {
  test('changes its board, pays an order, gives one up, and once it is off holds nothing', async () => {
    const { eventId, event } = await stageHall();
    const { origin } = await startBuyers();
    expect((await readState(origin)).isOn).toBe(false);

    const on = await switchOn(origin, event.slug);
    expect(on).toMatchObject({ isOn: true, buyersAMinute: quickestPace, eventSlug: event.slug });
    expect(await (await fetch(`${origin}/api/events`)).json()).toContainEqual({
      slug: event.slug,
      title: event.title,
    });
    const ordersWith = (status: Order['status']) =>
      admin.firestore.collection('orders').where('eventId', '==', eventId).where('status', '==', status);
    const isThere = ({ size }: { size: number }) => size > 0;
    const [, paid] = await Promise.all([
      awaitQuery(
        admin.firestore.collection(`events/${eventId}/boards`),
        ({ docs }) => docs.some((board) => /[hs]/.test(String(board.get('places')))),
        withinMs,
      ),
      awaitQuery(ordersWith('paid'), isThere, withinMs),
      awaitQuery(ordersWith('cancelled'), isThere, withinMs),
    ]);
    const order = paid.docs[0]?.data() as Order;
    expect(order.contact.name).toMatch(/^Simulated buyer \d+$/);
    expect(order.contact.email).toMatch(/^simulated-buyer-\d+@example\.com$/);

    const off = await throwSwitch(origin, { isOn: false });
    expect(off).toMatchObject({ isOn: false, buyersNow: 0, trouble: null });
    expect(off.counts.paid).toBeGreaterThan(0);
    expect(off.counts.gaveUp).toBeGreaterThan(0);
    const holds = admin.firestore.collection('holds').where('eventId', '==', eventId);
    expect((await holds.where('state', 'in', ['held', 'paying']).get()).docs).toEqual([]);
    const claims = await admin.firestore.collection(`events/${eventId}/claims`).get();
    expect(new Set(claims.docs.map((claim) => claim.get('state') as string))).toEqual(new Set(['sold']));
    const bought = (await ordersWith('paid').get()).docs.flatMap((found) => (found.data() as Order).lines);
    expect(claims.size).toBe(bought.length);

    const { counts } = await switchOn(origin, 'no-hall-of-this-name');
    expect(counts.held).toBe(off.counts.held);
  });

  test('that was stopped outright lets its places go as well', async () => {
    const { eventId, event } = await stageHall();
    // They think for long: whoever holds is still holding when the part is stopped.
    const part = await startBuyers({ THINK_SECONDS: '3' });
    await switchOn(part.origin, event.slug);
    const held = admin.firestore
      .collection('holds')
      .where('eventId', '==', eventId)
      .where('state', '==', 'held');
    await awaitQuery(held, ({ size }) => size > 0, withinMs);
    await part.stop();
    expect((await held.get()).docs).toEqual([]);
  });
});

test('a portal that does not answer is told as trouble; nothing was held, and the switch still works', async () => {
  const { event } = await stageHall();
  // Nobody listens on the discard port.
  const { origin } = await startBuyers({ PORTAL_ORIGIN: 'http://127.0.0.1:9' });
  await switchOn(origin, event.slug);
  await expect.poll(async () => (await readState(origin)).trouble, { timeout: withinMs }).not.toBeNull();
  const off = await throwSwitch(origin, { isOn: false });
  expect(off).toMatchObject({ isOn: false, buyersNow: 0, trouble: null });
  expect(off.counts.held).toBe(0);
});

test.each([
  [{ isOn: true, buyersAMinute: 6_000 }, 'buyersAMinute must be a number from 1 to 60'],
  [{}, 'isOn'],
])('the switch refuses %j', async (body, problem) => {
  const { origin } = await startBuyers();
  const answer = await fetch(`${origin}/api/switch`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(problem);
});
