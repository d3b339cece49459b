/**
 * Files in the started local cloud: the browser's SDK under storage.rules, by people who signed in for real; the Admin SDK
 * beside them, which no rule holds; and what the emulator keeps from one run to the next.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithEmailAndPassword,
} from 'firebase/auth';
import {
  connectStorageEmulator,
  deleteObject,
  getBytes,
  getMetadata,
  getStorage,
  listAll,
  ref,
  uploadBytes,
} from 'firebase/storage';
import type { FirebaseStorage } from 'firebase/storage';
import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { storageBucket } from '../../local/start/partEnvironment.ts';
import { rootFolder } from '../../local/start/rootFolder.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { stack } from '../support/stack.ts';
import { startPart } from '../support/startPart.ts';
import { createUser } from '../support/users.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

/** A new person's browser, signed in, with its view of the files. */
async function openBrowser(): Promise<{ uid: string; files: FirebaseStorage }> {
  const { auth: authOrigin, storage, projectId, apiKey } = stack();
  const { uid, email = '', password = '' } = await createUser();
  const app = initializeApp({ projectId, apiKey, storageBucket }, uid);
  onTestFinished(() => deleteApp(app));
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, authOrigin, { disableWarnings: true });
  await signInWithEmailAndPassword(auth, email, password);
  const { hostname, port } = new URL(storage);
  const files = getStorage(app);
  connectStorageEmulator(files, hostname, Number(port));
  return { uid, files };
}

const refused = { code: 'storage/unauthorized' };
const picture = new Uint8Array([137, 80, 78, 71]);
const png = { contentType: 'image/png' };
const textOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('utf8');

it('an owner brings a designer’s private file and reads it; a stranger does neither', async () => {
  const [owner, stranger] = [await openBrowser(), await openBrowser()];
  const designerId = randomUUID();
  await admin.firestore
    .doc(`designers/${designerId}`)
    .set({ designerId, state: 'draft', members: { [owner.uid]: 'owner' }, memberUids: [owner.uid] });
  const name = `designers/${designerId}/private/look.png`;

  await uploadBytes(ref(owner.files, name), picture, png);
  expect(new Uint8Array(await getBytes(ref(owner.files, name)))).toEqual(picture);
  const { items } = await listAll(ref(owner.files, `designers/${designerId}/private`));
  expect(items.map(({ fullPath }) => fullPath)).toEqual([name]);

  await expect(getBytes(ref(stranger.files, name))).rejects.toMatchObject(refused);
  await expect(uploadBytes(ref(stranger.files, name), picture, png)).rejects.toMatchObject(refused);
  await expect(deleteObject(ref(stranger.files, name))).rejects.toMatchObject(refused);
  await expect(
    uploadBytes(ref(owner.files, name), picture, { contentType: 'text/html' }),
  ).rejects.toMatchObject(refused);
  expect((await getMetadata(ref(owner.files, name))).contentType).toBe('image/png');
});

it('an export that the server wrote is read by whom it is about, and by nobody else', async () => {
  const [owner, stranger] = [await openBrowser(), await openBrowser()];
  const name = `exports/${owner.uid}/${randomUUID()}.json`;
  await admin.files.file(name).save('{"orders": []}', { contentType: 'application/json' });

  expect(textOf(await getBytes(ref(owner.files, name)))).toBe('{"orders": []}');
  await expect(getBytes(ref(stranger.files, name))).rejects.toMatchObject(refused);
  await expect(uploadBytes(ref(owner.files, name), picture, png)).rejects.toMatchObject(refused);
});

it('whose sessions were ended reads nothing more, by a token that has not run out', async () => {
  const owner = await openBrowser();
  const name = `exports/${owner.uid}/kept.json`;
  await admin.files.file(name).save('{}', { contentType: 'application/json' });
  await getBytes(ref(owner.files, name));

  const validAfter = Timestamp.fromMillis(Date.now() + 60_000);
  await admin.firestore.doc(`sessions/${owner.uid}`).set({ uid: owner.uid, validAfter });
  await expect(getBytes(ref(owner.files, name))).rejects.toMatchObject(refused);
});

it('files outlive the emulator, with their type, in the folder that it is given', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = () =>
    startPart('storage', 'local/emulators/storage.ts', {
      STATE_DIR: folder,
      GCLOUD_PROJECT: stack().projectId,
      STORAGE_RULES: path.join(rootFolder, 'storage.rules'),
      FIRESTORE_EMULATOR_HOST: new URL(stack().firestore).host,
      PORT: '20790',
    });
  const asOwner = { authorization: 'Bearer owner' };
  const name = encodeURIComponent('exports/ann/été.json');
  const first = await start();
  const url = `${first.origin}/v0/b/${storageBucket}/o`;
  const headers = { ...asOwner, 'content-type': 'application/json' };
  const written = await fetch(`${url}?name=${name}`, { method: 'POST', headers, body: '{"kept": true}' });
  expect(written.status).toBe(200);
  await first.stop();

  const second = await start();
  onTestFinished(second.stop);
  const read = await fetch(`${url}/${name}?alt=media`, { headers: asOwner });
  expect(read.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await read.json()).toEqual({ kept: true });
  expect((await fetch(`${url}/${name}`)).status).toBe(403);
});
