/** A stack of one's own, for what runs outside vitest, and the Admin SDK on it; both end with the work. IO: processes. */
import type { ReadyFile } from '../../local/start/readyFile.ts';
import { openAdminSdk } from './adminSdk.ts';
import type { AdminSdk } from './adminSdk.ts';
import { startIsolatedStack } from './isolatedStack.ts';

export async function withOwnStack<Value>(
  portsFrom: number,
  work: (admin: AdminSdk, ready: ReadyFile) => Promise<Value>,
): Promise<Value> {
  const running = await startIsolatedStack(portsFrom);
  process.env['PORTAL_READY_FILE'] = running.readyFile;
  const admin = openAdminSdk();
  try {
    return await work(admin, running.ready);
  } finally {
    await admin.close();
    await running.stop();
  }
}
