/**
 * [X6]–[X8] What a person is given of all that is held about them: the file through the browser's SDK under storage.rules, its
 * record under firestore.rules, the end of both, and processes that die while they make it.
 */
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithEmailAndPassword,
} from 'firebase/auth';
import { connectFirestoreEmulator, doc, getDocFromServer, getFirestore } from 'firebase/firestore';
import { connectStorageEmulator, getBytes, getStorage, ref } from 'firebase/storage';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { EventId, OrderId, RequestId, Uid } from '@fashionista/domain/ids';
import type { PersonalData, PersonalExport } from '@fashionista/domain/personalData';
import { continueDeletion } from '../../functions/accounts/deletion/continueDeletion.ts';
import { deleteAccount } from '../../functions/accounts/deletion/deleteAccount.ts';
import { exportData } from '../../functions/accounts/exports/exportData.ts';
import type { Services } from '../../functions/services.ts';
import { storageBucket } from '../../local/start/partEnvironment.ts';
import { buy, contact, save, take, valueOf } from '../support/buyerSteps.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { createAdmin, createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { stack } from '../support/stack.ts';
import { callerOf, nextRequestId, sweepAtLeisure } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { createGuest } from '../support/users.ts';
import { openQuietStage } from '../support/quietStage.ts';
import { startProcess } from '../support/deaths.ts';

const { admin, services } = openQuietStage();
let person: Member;
beforeEach(async () => {
  person = await createMember(admin.auth);
});

/** Somebody's browser, signed in: what it reads of files and of Firestore, or with which code it is refused. */
async function openBrowser({ email, password }: Pick<Member, 'email' | 'password'>) {
  const { auth: authOrigin, storage, firestore, projectId, apiKey } = stack();
  const app = initializeApp({ projectId, apiKey, storageBucket }, `${email}-${nextRequestId()}`);
  onTestFinished(() => deleteApp(app));
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, authOrigin, { disableWarnings: true });
  await signInWithEmailAndPassword(auth, email, password);
  const files = getStorage(app);
  const at = new URL(storage);
  connectStorageEmulator(files, at.hostname, Number(at.port));
  const db = getFirestore(app);
  const { hostname, port } = new URL(firestore);
  connectFirestoreEmulator(db, hostname, Number(port));
  const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : error);
  return {
    readFile: (path: string): Promise<unknown> =>
      getBytes(ref(files, path)).then((bytes) => Buffer.from(bytes).toString('utf8'), codeOf),
    readRecord: (path: string): Promise<unknown> =>
      getDocFromServer(doc(db, path)).then((found) => found.data(), codeOf),
  };
}

const fileOf = async (path: string) => (await admin.files.file(path).exists())[0];
const recordsOf = async (uid: string) =>
  (await admin.firestore.collection(`users/${uid}/exports`).get()).docs.map(
    (one) => one.data() as PersonalExport,
  );

describe('[X6] a file of all that is held about a person', () => {
  let orderId: OrderId;
  let eventId: EventId;
  beforeEach(async () => {
    const [held, sold] = await Promise.all([1, 2].map(() => stageEvent(admin.firestore, { s: ['......'] })));
    if (!held || !sold) throw new Error('no events');
    ({ eventId } = held);
    const profile = { name: 'Casa Prova', kind: 'house', city: 'Como', country: 'IT' };
    await callApiOrThrow(person.token, 'designers/create', profile);
    await callApiOrThrow(person.token, 'accounts/signOutEverywhere', {});
    await take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    orderId = await buy(services, admin, person.uid, sold.eventId, ['s-a-3', 's-a-4']);
    await save(admin, person.uid, [eventId]);
    const house = await createAdmin(admin.auth);
    const door = { eventId, email: person.email, role: 'door', reason: 'opening night' };
    await callApiOrThrow(house.token, 'events/setTeamRole', door);
  });

  it('has it all, and is read by them alone', async () => {
    const made = valueOf(await exportData(services, callerOf(person.uid), { requestId: nextRequestId() }));
    const [owner, stranger] = await Promise.all([
      openBrowser(person),
      createMember(admin.auth).then(openBrowser),
    ]);
    const record = `users/${person.uid}/exports/${made.exportId}`;
    expect(await owner.readRecord(record)).toMatchObject({
      exportId: made.exportId,
      state: 'ready',
      path: made.path,
    });
    const data = JSON.parse(String(await owner.readFile(made.path))) as PersonalData;
    expect(data).toMatchObject({
      version: 1,
      account: { uid: person.uid, email: person.email, isGuest: false, role: null },
      profile: { uid: person.uid, email: person.email, locale: 'en' },
      designers: [{ name: 'Casa Prova', role: 'owner' }],
      teams: [{ eventId, role: 'door', email: person.email }],
      savedEvents: [{ eventId }],
      orders: [{ orderId, contact, amountMinor: 10_000, currency: 'EUR', entries: [{ kind: 'payment' }] }],
      tickets: [{ orderId, placeId: 's-a-3' }, { placeId: 's-a-4' }],
      sessions: { isSuspended: false },
      notifications: [{ kind: 'order-paid', orderId, to: contact.email, status: 'sent' }],
    });
    expect(data.holds.flatMap(({ places }) => places.map(({ placeId }) => placeId))).toEqual([
      's-a-1',
      's-a-2',
    ]);
    expect(new Date(data.madeAt).toISOString()).toBe(data.madeAt);

    expect(await stranger.readFile(made.path)).toBe('storage/unauthorized');
    expect(await stranger.readRecord(record)).toBe('permission-denied');
  });
});

it('[X6] a guest gets one too, by `api`, and the same again for the same request', async () => {
  const { uid, token } = await createGuest();
  const request = { requestId: nextRequestId() };
  const first = await callApiOrThrow(token, 'accounts/export', request);
  expect(first).toMatchObject({ path: `exports/${uid}/${first.exportId}.json` });
  const kept = new Date(first.expiresAt).getTime() - Date.now();
  expect(kept / 86_400_000).toBeCloseTo(7, 2);
  expect(await callApiOrThrow(token, 'accounts/export', request)).toEqual(first);
  expect(await recordsOf(uid)).toHaveLength(1);
  expect(await fileOf(first.path)).toBe(true);
});

it('[X7] after seven days there is neither file nor record; before there are both', async () => {
  const owner = await openBrowser(person);
  const { path } = await callApiOrThrow(person.token, 'accounts/export', {});
  const week = 7 * 24 * 60;
  await sweepAtLeisure(services, week - 15);
  expect(String(await owner.readFile(path))).toContain(person.uid);
  await sweepAtLeisure(services, week + 1);
  services.setAhead(0);
  expect(await owner.readFile(path)).toBe('storage/object-not-found');
  expect(await recordsOf(person.uid)).toEqual([]);
});

it('[X8] there are ten at most at a time', async () => {
  for (let made = 0; made < 10; made += 1) await callApiOrThrow(person.token, 'accounts/export', {});
  expect(await callApi(person.token, 'accounts/export', {})).toMatchObject({
    status: 409,
    error: { code: 'limit-reached', details: { limit: 10, has: 10 } },
  });
});

it('[X2] whoever leaves takes them along, and one that is being made just then', async () => {
  const { uid } = person;
  const caller = { ...callerOf(uid), isGuest: false };
  const { path } = await callApiOrThrow(person.token, 'accounts/export', {});
  const saving = Promise.withResolvers<undefined>();
  const gone = Promise.withResolvers<undefined>();
  const late: Services = {
    ...services,
    files: {
      ...services.files,
      save: async (...file) => {
        saving.resolve(undefined);
        await gone.promise;
        await services.files.save(...file);
      },
    },
  };
  const making = exportData(late, caller, { requestId: 'made-too-late' as RequestId });
  await saving.promise;
  valueOf(await deleteAccount(services, caller, { confirm: true }));
  gone.resolve(undefined);
  expect(await making).toMatchObject({ error: { code: 'unavailable' } });
  services.setAhead(2);
  await continueDeletion(services, uid as Uid);
  services.setAhead(0);
  expect(await fileOf(path)).toBe(false);
  expect(await fileOf(`exports/${uid}/made-too-late.json`)).toBe(false);
  expect(await recordsOf(uid)).toEqual([]);
});

it('a process that dies at any call while it makes one leaves none that nothing knows of; its repeat makes it', async () => {
  const rehearsal = startProcess();
  rehearsal.begin();
  const { uid: rehearsing } = await createGuest();
  valueOf(await exportData(rehearsal, callerOf(rehearsing), { requestId: nextRequestId() }));
  const calls = [...rehearsal.calls];
  expect(calls).toContain('files.save');
  for (const [i, name] of calls.entries())
    for (const side of ['before', 'after'] as const) {
      const { uid } = await createGuest();
      const requestId = nextRequestId();
      const dying = startProcess();
      dying.begin({ call: i + 1, side });
      const end = await Promise.race([exportData(dying, callerOf(uid), { requestId }), dying.died]);
      expect({ name, side, end }).toEqual({ name, side, end: undefined });
      const records = await recordsOf(uid);
      const path = `exports/${uid}/${requestId}.json`;
      if (await fileOf(path)) expect(records).toMatchObject([{ path }]);
      const made = valueOf(await exportData(startProcess(), callerOf(uid), { requestId }));
      expect(made.path).toBe(path);
      expect(await fileOf(path)).toBe(true);
      expect(await recordsOf(uid)).toMatchObject([{ state: 'ready', path }]);
    }
});
