/**
 * Where the stack under test is. Set up by vitest's or Playwright's global setup; a test only asks. IO: one file.
 */
import { readReadyFile } from '../../local/start/readyFile.ts';
import type { ReadyFile } from '../../local/start/readyFile.ts';

type RunningPart = 'web' | 'api' | 'webhooks' | 'auth' | 'firestore' | 'storage' | 'stripe' | 'mail';
export type StackPlaces = ReadyFile & Record<RunningPart, string>;

const parts: RunningPart[] = ['web', 'api', 'webhooks', 'auth', 'firestore', 'storage', 'stripe', 'mail'];

/** The ready file's path: for `npm start -- --only … --with FILE`. */
export function stackReadyFile(): string {
  const file = process.env['PORTAL_READY_FILE'];
  if (!file) throw new Error('No stack runs: start these tests by npm run test:integration or test:e2e.');
  return file;
}

/** Where every part of the stack under test is. */
export function stack(): StackPlaces {
  const ready = readReadyFile(stackReadyFile());
  const missing = parts.filter((part) => ready[part] === undefined);
  if (missing.length > 0) throw new Error(`The stack under test has no ${missing.join(', ')}.`);
  return ready as StackPlaces;
}
