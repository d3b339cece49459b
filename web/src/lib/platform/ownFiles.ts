/**
 * Files in Storage that rules let their owner read: fetched with the reader's token, without the SDK, for a download is all
 * that is wanted. https://firebase.google.com/docs/storage/web/download-files has the same address. IO: HTTP.
 */
import type { WebConfig } from './config.ts';

/** @throws where the file is not there, not theirs, or cannot be reached. */
export async function readOwnFile(config: WebConfig, path: string, token: string): Promise<Blob> {
  const { emulators, firebase } = config;
  const origin = emulators ? emulators.storage : 'https://firebasestorage.googleapis.com';
  if (origin === undefined || firebase.storageBucket === undefined)
    throw new Error('There is no Storage here.');
  const address = `${origin}/v0/b/${firebase.storageBucket}/o/${encodeURIComponent(path)}?alt=media`;
  const answer = await fetch(address, { headers: { authorization: `Firebase ${token}` }, cache: 'no-store' });
  if (!answer.ok) throw new Error(`Storage answered ${answer.status}.`);
  return answer.blob();
}
