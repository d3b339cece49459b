/**
 * The same portal by another door: a second functions host and front, built as they are deployed, which give browsers
 * the counting proxy for Firestore. They join the running stack by a ready file that names the proxy, as parts may be
 * started against any (`npm start -- --only … --with`). IO: processes, a temporary file.
 */
import path from 'node:path';
import { writeReadyFile } from '../../local/start/readyFile.ts';
import { startIsolatedStack } from '../../tests/support/isolatedStack.ts';
import { stack, stackReadyFile } from '../../tests/support/stack.ts';

const portsFrom = 23_500;

/** `work` gets the address of that door. */
export async function withViewerStack<Value>(
  firestore: string,
  work: (web: string) => Promise<Value>,
): Promise<Value> {
  const readyFile = path.join(path.dirname(stackReadyFile()), 'ready-by-proxy.json');
  writeReadyFile(readyFile, { ...stack(), firestore });
  const joined = await startIsolatedStack(portsFrom, ['--only', 'functions', 'front', '--with', readyFile]);
  try {
    if (joined.ready.web === undefined) throw new Error('the second front has no address');
    return await work(joined.ready.web);
  } finally {
    await joined.stop();
  }
}
